import type { CopyOrder } from './copy-as.ts';
import { scriptString } from './literals.ts';

/**
 * With `fetch` alone, for Node 18 and later, Deno and Bun. The body is a string: an object of the language would move
 * integer-like keys to the front, and the schema's order is what decides when a field lands.
 */
export function asTypeScript({ maker, draft, connection, model, url, keyVariable }: CopyOrder): string {
  const { headers, body } = maker.request({ draft, connection, model });
  const all = {
    'content-type': 'application/json',
    accept: connection.accept || '*/*',
    'accept-encoding': 'identity',
    ...headers,
  };
  const key =
    keyVariable === null
      ? ''
      : `    ${scriptString(maker.key.name)}: ${scriptString(maker.key.prefix)} + process.env[${scriptString(keyVariable)}],\n`;
  const lines = Object.entries(all).map(
    ([name, value]) => `    ${scriptString(name)}: ${scriptString(value)},\n`,
  );
  return `const body = ${scriptString(body)};

const response = await fetch(${scriptString(url)}, {
  method: "POST",
  headers: {
${key}${lines.join('')}  },
  body,
});
if (!response.ok || response.body === null) {
  throw new Error(\`\${response.status} \${await response.text()}\`);
}
const decoder = new TextDecoder();
for await (const bytes of response.body) {
  process.stdout.write(decoder.decode(bytes, { stream: true }));
}
`;
}
