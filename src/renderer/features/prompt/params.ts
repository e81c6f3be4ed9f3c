import { DEFAULT_TIMEOUT_S, type Parameters } from '../../../core/run/draft.ts';

export interface ParamRule {
  name: keyof Parameters;
  whole: boolean;
  min: number;
  max: number;
  unit?: string;
  /** What holds where nothing is given. */
  otherwise: string;
  about: string;
}

/** In the order in which they are shown. */
export const PARAMS: readonly ParamRule[] = [
  {
    name: 'temperature',
    whole: false,
    min: 0,
    max: 100,
    otherwise: 'auto',
    about: 'How freely the model chooses; left out of the request when empty',
  },
  {
    name: 'max_tokens',
    whole: true,
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
    otherwise: 'auto',
    about: 'The most tokens the model may write; left out of the request when empty',
  },
  {
    name: 'seed',
    whole: true,
    min: Number.MIN_SAFE_INTEGER,
    max: Number.MAX_SAFE_INTEGER,
    otherwise: 'auto',
    about: 'The same seed asks for the same answer; left out of the request when empty',
  },
  {
    name: 'timeout',
    whole: false,
    min: 0.001,
    max: 86_400,
    unit: 's',
    otherwise: String(DEFAULT_TIMEOUT_S),
    about: 'The longest silence that the run accepts, in seconds',
  },
];

export type ReadParam = { ok: true; value: number | null } | { ok: false; message: string };

/** What a person typed, as a number; empty is none. */
export function readParam(rule: ParamRule, text: string): ReadParam {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: true, value: null };
  // `Number` alone would take `0x10`, and the decimal comma of half the world for nothing.
  const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : Number.NaN;
  if (!Number.isFinite(value))
    return { ok: false, message: `${rule.name} is a number, such as ${rule.whole ? '7' : '0.5'}` };
  if (rule.whole && !Number.isSafeInteger(value))
    return { ok: false, message: `${rule.name} is a whole number` };
  if (value < rule.min) {
    const least = rule.whole ? `at least ${rule.min}` : rule.min === 0 ? 'not below 0' : 'more than 0';
    return { ok: false, message: `${rule.name} is ${least}` };
  }
  if (value > rule.max) return { ok: false, message: `${rule.name} is at most ${rule.max}` };
  return { ok: true, value };
}

export function withParam(params: Parameters, name: keyof Parameters, value: number | null): Parameters {
  const { [name]: _old, ...others } = params;
  return value === null ? others : { ...others, [name]: value };
}
