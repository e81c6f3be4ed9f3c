export const plan = [
  {
    topic: 'RAG and fine-tuning for domain-specific assistants: the trade-offs',
    steps: [
      'Survey published comparisons of retrieval and fine-tuning on domain question answering, and note what each one measured',
      'List what each approach costs to build, to run and to keep current when the domain changes every week',
      'Compare how each fails: retrieval that misses the passage against a tuned model that answers from stale weights',
      'Look for hybrid set-ups in production and for the reasons their teams gave for combining the two',
    ],
  },
  {
    topic: 'When to retrieve and when to fine-tune',
    steps: [
      'Collect benchmark results where the same base model was used with retrieval and with fine-tuning',
      'Work out latency and cost per answer for both at the expected traffic',
      'Interview two teams that moved from one approach to the other, and ask what made them switch',
    ],
  },
  {
    topic: 'Trade-offs between RAG and fine-tuning for domain assistants',
    steps: [
      'Define the tasks that the assistant must do well, and mark which of them depend on facts that change',
      'Measure a plain base model on these tasks, so that either approach has something to beat',
      'Build the smallest retrieval set-up and record its accuracy, latency and cost',
      'Fine-tune a small model on the same material and record the same three numbers',
      'Write up which tasks favour which approach, and how sure the evidence is',
    ],
  },
] as const;
