import { createLines } from '../../bench/data-sets.ts';

/** Captures that no example has: what is long, deep, wide, foreign or broken. Each is the text of a file. */

type Step = readonly [path: string, value: unknown];

/** A capture whose operations land 40 ms apart, each in a read of its own. */
function capture(
  steps: readonly Step[],
  { schema, input = '', gates = [] as object[], end = true } = {} as Told,
): string {
  const header = {
    $: 'patchcap',
    v: 1,
    t0: 'request-sent',
    ...(schema === undefined ? {} : { schema: JSON.stringify(schema, null, 2) }),
    draft: { title: 'A capture', input, gates },
  };
  const lines = steps.map(([path, value], i) =>
    JSON.stringify({ op: 'add', path, value, t: 200 + i * 40, c: i + 1 }),
  );
  const close = { $: 'end', t: 200 + steps.length * 40, reason: 'eof', ops: steps.length };
  return [JSON.stringify(header), ...lines, ...(end ? [JSON.stringify(close)] : [])].join('\n') + '\n';
}

interface Told {
  schema?: object;
  input?: string;
  gates?: object[];
  end?: boolean;
}

const ENDLESS = 'everything that a customer has ever written about this '.repeat(7).trim();
const SEED: Step = ['', {}];

/** Sixty fields, one after another; what waits for one of them is a gate. */
export function wide(): string {
  const names = Array.from({ length: 60 }, (_, i) => `field_${String(i + 1).padStart(2, '0')}`);
  const steps: Step[] = [SEED, ...names.map((name, i): Step => [`/${name}`, valueAt(i)])];
  return capture(steps, {
    schema: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, {}])),
      required: names,
    },
    input: 'Read the contract and fill in the form.',
    gates: [{ name: 'open the case', kind: 'task', fields: ['/field_03'], duration: { base: 300 } }],
  });
}

function valueAt(i: number): unknown {
  return [`value ${i + 1}`, i * 7, i % 2 === 0, null][i % 4];
}

/** Forty levels, each with a leaf. */
export function deep(): string {
  const steps: Step[] = [SEED];
  for (let level = 1, path = ''; level <= 40; level++) {
    steps.push([`${path}/level`, level], [`${path}/inner`, {}]);
    path += '/inner';
  }
  return capture(steps);
}

/** Keys and values of hundreds of characters, with spaces and without. */
export function long(): string {
  return capture(
    [
      SEED,
      ['/short', 'yes'],
      [`/${'a_key_without_any_place_to_break_'.repeat(10)}`, ENDLESS],
      [`/${ENDLESS}`, 'b'.repeat(400)],
      ['/list', []],
      ...Array.from({ length: 30 }, (_, i): Step => [`/list/${i}`, `${i} ${ENDLESS}`]),
      ['/number', 12345678901234567890n.toString()],
    ],
    { input: ENDLESS },
  );
}

/** Arabic, Hebrew, Chinese, Japanese, Korean, emoji, and a key that says which way to read. */
export function scripts(): string {
  return capture(
    [
      SEED,
      ['/النية', 'الفوترة'],
      ['/דחיפות', 'גבוהה מאוד, דחוף'],
      ['/意图', '账单问题，客户被重复收费'],
      ['/返信', 'ご連絡ありがとうございます。二重請求を確認しました。'],
      ['/답변', '이번 달에 두 번 청구된 것을 확인했습니다.'],
      ['/mixed عربي and English', 'Invoice №٤٢ was paid twice ✅ 👩‍👩‍👧'],
      ['/steps', []],
      ['/steps/0', 'ابحث عن الرسوم المكررة'],
      ['/steps/1', '核对发票'],
    ],
    {
      input: 'لقد تم تحصيل رسوم مني مرتين هذا الشهر. 请退还重复的费用。',
      gates: [{ name: 'توجيه 路由', kind: 'task', fields: ['/النية'], duration: { base: 120 } }],
    },
  );
}

/** The last line is missing, and half of the one before it. */
export function torn(): string {
  const whole = capture(
    [SEED, ['/intent', 'billing'], ['/urgency', 'high'], ['/steps', []], ['/steps/0', 'verify the charge']],
    { end: false },
  );
  return whole.slice(0, -40);
}

/** Operations as `dottxt stream` prints them. */
export function bare(): string {
  return '{"op":"add","path":"","value":{}}\n{"op":"add","path":"/intent","value":"billing"}\n{"op":"add","path":"/steps","value":[]}\n{"op":"add","path":"/steps/0","value":"verify"}\n{"op":"add","path":"/steps/1","value":"refund"}\n';
}

/** What cannot be read or applied, among what can. */
export function broken(): string {
  return `{"op":"add","path":"","value":{},"t":200,"c":1}
{"op":"add","path":"/intent","value":"billing","t":250,"c":2}
{"op":"add","path":"/ur
{"op":"remove","path":"/nowhere","t":300,"c":3}
{"error":{"message":"the model is overloaded"},"t":320,"c":4}
{"op":"add","path":"/steps/7","value":"late","t":340,"c":5}
{"op":"add","path":"/reply","value":"Sorry.","t":400,"c":6}
`;
}

/** One value, and no more. */
export function tiny(): string {
  return capture([['', 'yes']]);
}

export function million(): string {
  return `${createLines('items', 1_000_000)
    .map((line, i) => `${line.slice(0, -1)},"t":${(200 + i * 0.05).toFixed(3)},"c":${1 + (i >> 3)}}`)
    .join('\n')}\n`;
}

/** A gate, and an order in which what it waits for comes early: the story that the stage is for. */
export function routed(): string {
  return `{"$":"patchcap","v":1,"t0":"request-sent","draft":{"title":"Early routing","input":"I was charged twice for my subscription this month and the second charge does not appear in my invoices.","gates":[{"name":"dispatch to billing","kind":"task","fields":["/intent"],"duration":{"base":400}}]}}
{"op":"add","path":"","value":{},"t":200,"c":1}
{"op":"add","path":"/intent","value":"billing","t":249,"c":2}
{"op":"add","path":"/urgency","value":"high","t":300,"c":3}
{"op":"add","path":"/reply","value":"You are right: your card was charged twice. We return the second payment today.","t":1289,"c":4}
{"op":"add","path":"/signature","value":"The billing team","t":1312,"c":5}
{"$":"end","t":1320,"reason":"eof"}
`;
}
