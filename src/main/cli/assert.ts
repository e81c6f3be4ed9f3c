import { visible } from '../../core/json/visible.ts';
import { assess } from '../../core/run/assess.ts';
import type { RunRecord } from '../../core/run/record.ts';
import { readArguments, oneFile } from './arguments.ts';
import { completeness, type Finding, order, parseLimit, within } from './assertions.ts';
import { checker } from './checker.ts';
import { type CliIo, Failure, UsageError } from './io.ts';
import { loadRun, loadRuns, READING_OPTIONS, readingOf } from './load-run.ts';
import { fileText } from './read-file.ts';

export const assertUsage = `Usage: landfall assert FILE|- [--within POINTER:MS]… [--order] [--complete] [--json]

Holds every run of a capture to what it should be, for a build server: exit code 0 where all hold,
1 where one does not.

  --within POINTER:MS   has landed by then, in milliseconds since the request; in POINTER * stands
                        for any index or key, and then all of them have. May be given several times
  --order               fields arrived in the order that the schema declares
  --complete            the stream ended well and the document is valid
  --schema FILE         the schema to go by, not the capture's own
  --run N               only the N-th run of the file
  --json                one object: ok, findings: [{run, assertion, ok, detail}]
  --from, --protocol, --unit   as for convert

Example: landfall assert run.patchcap.ndjson --within "/intent:300" --order --complete`;

export async function assert(args: string[], io: CliIo): Promise<void> {
  const given = readArguments(args, {
    ...READING_OPTIONS,
    within: { type: 'string', multiple: true },
    order: { type: 'boolean' },
    complete: { type: 'boolean' },
    schema: { type: 'string' },
    run: { type: 'string' },
    json: { type: 'boolean' },
  });
  const path = oneFile(given);
  const limits = given.all('within').map(parseLimit);
  if (limits.length === 0 && !given.flag('order') && !given.flag('complete')) {
    throw new UsageError('there is nothing to assert: --within, --order or --complete');
  }
  const schemaPath = given.text('schema');
  const schema = schemaPath === undefined ? undefined : await fileText(io, schemaPath);

  async function check(record: RunRecord): Promise<Omit<Finding, 'run'>[]> {
    return [
      ...limits.map((limit) => within(record, limit)),
      ...(given.flag('order') ? [order(record, schema ?? record.header?.schema)] : []),
      ...(given.flag('complete') ? [completeness(await assess(record, checker.document, schema))] : []),
    ];
  }

  const wanted = given.number('run');
  const findings: Finding[] = [];
  let run = wanted ?? 1;
  const runs =
    wanted === undefined
      ? loadRuns(io, path, readingOf(given))
      : [(await loadRun(io, path, wanted, readingOf(given))).record];
  for await (const record of runs) {
    findings.push(...(await check(record)).map((finding) => ({ run, ...finding })));
    run += 1;
  }
  const failed = findings.filter(({ ok }) => !ok).length;
  if (given.flag('json')) await io.out(`${JSON.stringify({ ok: failed === 0, findings })}\n`);
  else await io.out(text(findings));
  if (failed > 0) throw new Failure(`${failed} of ${findings.length} assertions do not hold`);
}

function text(findings: readonly Finding[]): string {
  const several = findings.some(({ run }) => run !== findings[0]?.run);
  return findings
    .map(({ run, assertion, ok, detail }) => {
      return `${ok ? 'ok  ' : 'FAIL'}  ${several ? `run ${run}  ` : ''}${visible(assertion)}: ${visible(detail)}\n`;
    })
    .join('');
}
