/** Small hand-written lists. Names of people and places are common ones; domains are reserved by RFC 2606. */
type Words = readonly [string, ...string[]];

export const FIRST_NAMES: Words = [
  'Ada',
  'Amir',
  'Bea',
  'Chen',
  'Dora',
  'Elif',
  'Farid',
  'Grace',
  'Hugo',
  'Ines',
  'Jonas',
  'Kavya',
  'Lena',
  'Mateo',
  'Nadia',
  'Olu',
  'Priya',
  'Rosa',
  'Samir',
  'Tomas',
  'Uma',
  'Vera',
  'Wen',
  'Yusuf',
];
export const LAST_NAMES: Words = [
  'Adeyemi',
  'Bauer',
  'Costa',
  'Dubois',
  'Eriksen',
  'Ferreira',
  'Garcia',
  'Haddad',
  'Ito',
  'Jansen',
  'Kaplan',
  'Lindqvist',
  'Moreau',
  'Novak',
  'Okafor',
  'Patel',
  'Rossi',
  'Silva',
  'Tanaka',
  'Weber',
];
export const DOMAINS: Words = [
  'example.com',
  'example.org',
  'example.net',
  'mail.example.com',
  'shop.example.org',
];
export const CITIES: Words = [
  'Lisbon',
  'Nairobi',
  'Osaka',
  'Utrecht',
  'Montreal',
  'Hanoi',
  'Bergen',
  'Valencia',
  'Porto Alegre',
  'Leeds',
  'Graz',
  'Pune',
];
export const COUNTRIES: Words = [
  'Portugal',
  'Kenya',
  'Japan',
  'Netherlands',
  'Canada',
  'Vietnam',
  'Norway',
  'Spain',
  'Brazil',
  'India',
];
export const STREETS: Words = [
  'Harbour Road',
  'Mill Lane',
  'Station Street',
  'Elm Avenue',
  'Canal Walk',
  'Orchard Close',
];
export const COMPANIES: Words = [
  'Northwind Tools',
  'Blue Kettle',
  'Tern & Daughters',
  'Fieldnote',
  'Larch Labs',
  'Quay Works',
];
export const JOBS: Words = [
  'backend engineer',
  'product designer',
  'data analyst',
  'support lead',
  'site manager',
  'translator',
];
export const COLOURS: Words = ['amber', 'teal', 'slate', 'crimson', 'olive', 'indigo'];
export const CURRENCIES: Words = ['EUR', 'USD', 'GBP', 'JPY', 'BRL', 'INR'];
export const LANGUAGES: Words = ['English', 'Portuguese', 'Hindi', 'German', 'Japanese', 'Swahili'];
export const PRODUCTS: Words = [
  'desk lamp',
  'travel kettle',
  'trail shoes',
  'notebook set',
  'bike light',
  'rain jacket',
  'tea infuser',
];
export const NOUNS: Words = [
  'invoice',
  'order',
  'report',
  'account',
  'ticket',
  'lamp',
  'garden',
  'bridge',
  'letter',
  'signal',
  'harbour',
  'window',
];

/** Titles and headings. */
export const TITLES: Words = [
  'Second charge on one invoice',
  'Notes from the weekly review',
  'A quieter way to deploy',
  'What the survey told us',
  'Delivery delayed by a day',
  'Moving the archive',
  'First steps with the new scheduler',
  'Why the build got slower',
];

/** Single tasks and points, for lists. */
export const POINTS: Words = [
  'Collect the figures of the last quarter',
  'Ask two customers how they use it today',
  'Compare both designs on the same data',
  'Write down what is out of scope',
  'Check the numbers against the ledger',
  'Measure before changing anything',
  'Draft a one-page summary',
  'Agree on who decides and by when',
  'Try the smallest version with one team',
  'List the risks and who watches them',
];

/** Sentences that may follow one another in any order. */
export const SENTENCES: Words = [
  'The first results arrived this morning and they agree with what the team expected.',
  'Most of the time goes into one step that nobody had measured before.',
  'We compared both options on the same data and wrote down where they differ.',
  'The cheaper one is good enough for everyday use.',
  'Two customers asked for it independently in the same week.',
  'Nothing else depends on the old behaviour as far as we can see.',
  'A short trial with one team will tell us more than another meeting.',
  'The change can be taken back within a minute if it disappoints.',
  'Please look at the attached figures before you decide.',
  'The remaining risk is small and it is known who watches it.',
  'We kept the names as they were so that existing reports go on working.',
  'What surprised us was how rarely the longest path is taken.',
  'The next review is on Thursday and the draft will be ready the day before.',
  'It is worth doing the simple part now and leaving the rest for later.',
  'Everyone who was asked could explain the purpose in a sentence.',
  'The numbers are lower at weekends and recover on Monday.',
];

/** Keys of maps whose names the schema leaves open. */
export const KEYS: Words = [
  'alpha',
  'beta',
  'gamma',
  'delta',
  'epsilon',
  'zeta',
  'eta',
  'theta',
  'iota',
  'kappa',
  'lambda',
  'mu',
];
