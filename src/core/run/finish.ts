/** What the word means that a protocol gives for the end of an answer; `other` is shown as it is. */
export type FinishMeaning = 'stop' | 'length' | 'tools' | 'filtered' | 'other';

/**
 * - OpenAI chat and its kin, Ollama: `stop`, `length`, `tool_calls`, `function_call`, `content_filter`.
 * - OpenAI Responses: `completed`, `max_output_tokens`, `content_filter`.
 * - Anthropic: `end_turn`, `stop_sequence`, `max_tokens`, `tool_use`, `refusal`, `model_context_window_exceeded`.
 * - Gemini: `STOP`, `MAX_TOKENS`, `SAFETY` and its like.
 */
const MEANINGS: { [reason: string]: FinishMeaning } = {
  stop: 'stop',
  completed: 'stop',
  end_turn: 'stop',
  stop_sequence: 'stop',
  length: 'length',
  max_tokens: 'length',
  max_output_tokens: 'length',
  model_length: 'length',
  model_context_window_exceeded: 'length',
  tool_calls: 'tools',
  function_call: 'tools',
  tool_use: 'tools',
  content_filter: 'filtered',
  refusal: 'filtered',
  safety: 'filtered',
  recitation: 'filtered',
  blocklist: 'filtered',
  prohibited_content: 'filtered',
  spii: 'filtered',
};

export function finishMeaning(reason: string): FinishMeaning {
  const word = reason.toLowerCase();
  return Object.hasOwn(MEANINGS, word) ? (MEANINGS[word] ?? 'other') : 'other';
}
