import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCli } from '../cli/run-cli.ts';
import { startLiveServer } from './live-server.ts';

test('the command line reaches a server with a certificate that nobody has signed, by its settings', async (t) => {
  const server = await startLiveServer('https');
  t.after(() => server.close());
  const settings = {
    REELMILL_DATA_DIR: server.dataDir,
    REELMILL_PORT: new URL(server.url).port,
    REELMILL_ACCESS_KEY_ID: server.rootKey.id,
    REELMILL_ACCESS_KEY_SECRET: server.rootKey.secret,
  };
  const tls = {
    REELMILL_TLS_CERT: join(server.dataDir, 'cert.pem'),
    REELMILL_TLS_KEY: join(server.dataDir, 'key.pem'),
  };
  const listed = await runCli(['list', '--json'], { ...settings, ...tls });
  assert.equal(listed.code, 0, listed.stderr);
  assert.deepEqual(JSON.parse(listed.stdout), { EditingBatchJobList: [] });
  const doctor = await runCli(['doctor', '--json'], { ...settings, ...tls });
  assert.match(doctor.stdout, /a server answers at https:/, doctor.stdout + doctor.stderr);
  const stranger = await runCli(['list', '--endpoint', server.url], settings);
  assert.equal(stranger.code, 1);
  assert.match(stranger.stderr, /no server answers at https:/);
});
