import { expect, it } from 'vitest';
import { rawServer, responseHead } from '../raw-server.ts';
import { overBoth } from './over-both.ts';
import { connect } from './steps.ts';

overBoth('models', (shell) => {
  it('should list those of the Simulator', async () => {
    const list = await shell.bridge.call('connections.models', { id: 'simulator' });
    expect(list).toMatchObject({ ok: true });
    if (list.ok) expect(list.models.map(({ id }) => id)).toContain('sim/instant');
  });

  it('should follow a redirect within the origin and no other', async () => {
    const [server, elsewhere] = [await rawServer(), await rawServer()];
    const id = await connect(shell.bridge, server);
    const models = shell.bridge.call('connections.models', { id });
    const first = await server.request();
    expect(first.head).toMatch(/^GET \/v1\/models HTTP/);
    await first.write(responseHead(302, { location: '/v2/models' }));
    first.end();
    const second = await server.request();
    expect(second.head).toMatch(/^GET \/v2\/models HTTP/);
    await second.write(responseHead(302, { location: `${elsewhere.baseUrl}/models` }));
    second.end();
    expect(await models).toMatchObject({ ok: false, status: 302 });
    expect(elsewhere.connections()).toBe(0);
    await server.close();
    await elsewhere.close();
  });

  it('should say why there is no list, with status and body', async () => {
    const server = await rawServer();
    const id = await connect(shell.bridge, server);
    const models = shell.bridge.call('connections.models', { id });
    const request = await server.request();
    await request.write(`${responseHead(404)}{"detail":"no such path"}`);
    request.end();
    expect(await models).toMatchObject({ ok: false, status: 404, body: '{"detail":"no such path"}' });
    await server.close();
    expect(await shell.bridge.call('connections.models', { id })).toMatchObject({
      ok: false,
      message: expect.stringContaining('Nothing answers'),
    });
  });
});
