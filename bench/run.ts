import { parseArgs } from 'node:util';
import { isMet, machine, type Measure, printMarkdown, printMeasure } from './report.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    runs: { type: 'string', default: '5' },
  },
});

/** By name, in the order of the table. Loaded when they are run: some of them start a browser. */
const MEASURES: { [name: string]: () => Promise<Measure> } = {
  fold: async () => (await import('./fold.ts')).fold,
  peers: async () => (await import('./peers.ts')).peers,
  text: async () => (await import('./text-rows.ts')).text,
  arrival: async () => (await import('./arrival.ts')).arrival,
  predict: async () => (await import('./predict.ts')).predict,
  open: async () => (await import('./open.ts')).open,
  flood: async () => (await import('./flood.ts')).flood,
  scrub: async () => (await import('./scrub.ts')).scrub,
  library: async () => (await import('./library.ts')).library,
  'first-load': async () => (await import('./first-load.ts')).firstLoad,
};

/** Left to `npm run test:full`: `scrub` opens a capture and `arrival` streams a live run as well. */
const NOT_IN_SMOKE = new Set(process.env['LANDFALL_FULL'] === undefined ? ['open', 'flood'] : []);

const all = Object.keys(MEASURES);
const names = values.only ?? all.filter((name) => !values.smoke || !NOT_IN_SMOKE.has(name));
const unknown = names.find((name) => MEASURES[name] === undefined);
if (unknown !== undefined) {
  console.error(`bench: no measure ${unknown}; there are ${all.join(', ')}`);
  process.exit(2);
}

const options = { smoke: values.smoke, runs: values.smoke ? 1 : Math.max(1, Number(values.runs) || 5) };
const report: { [name: string]: unknown } = {};
const on = machine();
if (!values.json) console.log(`${on.cpu}, ${on.cores} cores, Node ${on.node}, load ${on.load}`);
for (const name of names) {
  const measure = await MEASURES[name]?.();
  if (measure === undefined) continue;
  const rows = await measure.rows(options);
  const missing = rows.find(({ value }) => !Number.isFinite(value));
  if (rows.length === 0 || missing !== undefined) {
    console.error(`bench: ${name} has no figure${missing === undefined ? '' : ` for ${missing.what}`}`);
    process.exitCode = 1;
  }
  if (values.json) report[name] = rows.map((row) => ({ ...row, met: isMet(row) }));
  // What small sizes and cold code come to is no figure to show beside a target.
  else if (values.smoke) console.log(`${name}: ${rows.length} figures`);
  else if (values.markdown) printMarkdown(`${measure.title} (\`${name}\`)`, rows);
  else printMeasure(`${measure.title} (${name})`, rows);
}
if (values.json) {
  console.log(
    JSON.stringify({ machine: on, loadAtEnd: machine().load, runs: options.runs, measures: report }),
  );
}
