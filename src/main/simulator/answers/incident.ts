export const incident = [
  {
    id: 'INC-2041',
    service: { name: 'checkout', region: 'eu-west', owners: ['payments', 'platform'] },
    timeline: [
      { at: '09:12', note: 'Error rate of the card step rises to 8 %' },
      { at: '09:19', note: 'Rolled back the 09:05 release' },
      { at: '09:24', note: 'Error rate is back below 0.1 %' },
    ],
    resolved: true,
    summary:
      'A release at 09:05 shortened the timeout towards the card processor, and slow cards began to fail. Rolling it back mended the step within twelve minutes; 310 payments were retried and all of them went through.',
  },
  {
    id: 'INC-1987',
    service: { name: 'search', region: 'us-east', owners: ['discovery'] },
    timeline: [
      { at: '14:40', note: 'Half of all queries return no results' },
      { at: '14:52', note: 'Replica 3 found serving an empty index' },
      { at: '14:55', note: 'Replica 3 taken out of rotation' },
    ],
    resolved: true,
    summary:
      'One replica came back from maintenance with an empty index and answered half of the queries. Taking it out of rotation restored results at once; it will return after a full copy and a check that counts documents.',
  },
] as const;
