import type { Family, Fault, Reply } from './fault.ts';

/** Errors in the shapes that gateways, frameworks and proxies give them, each with a body that a person can read. */
export const REFUSALS: Family = {
  title: 'Instead of an answer',
  faults: [
    refusal('status-401', 'Refuses the key with 401 and an error object, as OpenAI does.', () =>
      json(401, {
        error: {
          message: 'Incorrect API key provided. You can find your key in your account settings.',
          type: 'invalid_request_error',
          param: null,
          code: 'invalid_api_key',
        },
      }),
    ),
    refusal('status-403', 'Refuses with 403 and a flat error, as dottxt does.', () =>
      json(403, { error: 'Forbidden', message: 'no access to this model' }),
    ),
    refusal(
      'status-429',
      'Refuses with 429 and asks, in the header retry-after, to come back in 20 seconds.',
      () =>
        json(
          429,
          {
            error: {
              message: 'Rate limit reached: 20 requests a minute. Try again in 20 s.',
              type: 'requests',
              code: 'rate_limit_exceeded',
            },
          },
          { 'retry-after': '20' },
        ),
    ),
    refusal('status-500', 'Fails with 500 and a detail, as FastAPI servers do.', () =>
      json(500, { detail: 'CUDA out of memory while loading the grammar' }),
    ),
    refusal('status-502-html', 'Fails with 502 and a page of a proxy instead of JSON.', () =>
      html(502, '502 Bad Gateway', 'The server that should have answered is not there.'),
    ),
    refusal('html', 'Answers 200 with a page of HTML, as a captive portal or a wrong base URL does.', () =>
      html(200, 'Sign in', 'This network needs you to sign in.'),
    ),
    refusal('hang-up', 'Closes the connection without a word.', () => ({ kind: 'hang-up' })),
    refusal('no-answer', 'Keeps the connection open and never answers.', () => ({ kind: 'silence' })),
    {
      name: 'redirect-same-origin',
      description: 'Sends the client, with 307, to another path of the same origin, which answers.',
      needs: 'any',
      decides: 'redirect',
      reply: () => redirect(REDIRECTED_PATH),
    },
    {
      name: 'redirect-other-origin',
      description:
        'Sends the client, with 307, to another name of this machine, which is another origin: a key must not follow.',
      needs: 'any',
      decides: 'redirect',
      reply: ({ port, hostname }) => {
        const other = hostname === 'localhost' ? '127.0.0.1' : 'localhost';
        return redirect(`http://${other}:${port}${REDIRECTED_PATH}`);
      },
    },
  ],
};

/** Answers as `/v1/chat/completions` does, but for the redirect. */
export const REDIRECTED_PATH = '/v1/redirected/chat/completions';

function refusal(name: string, description: string, reply: () => Reply): Fault {
  return { name, description, needs: 'any', decides: 'reply', reply };
}

function json(status: number, body: object, headers: { [name: string]: string } = {}): Reply {
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

function html(status: number, title: string, text: string): Reply {
  const head = `<head><meta charset="utf-8"><title>${title}</title></head>`;
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html>\n<html lang="en">${head}<body><h1>${title}</h1><p>${text}</p></body></html>\n`,
  };
}

function redirect(location: string): Reply {
  return { kind: 'answer', status: 307, headers: { location }, body: '' };
}
