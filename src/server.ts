import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { createAccess } from './access/access.ts';
import { createBucketOwners } from './access/buckets.ts';
import { checkMasterKey, createDirectory } from './access/directory.ts';
import { loadRootAccount } from './access/root-account.ts';
import { createSealer, loadMasterKey } from './access/secrets.ts';
import { createSessionTokens } from './access/sessions.ts';
import { createAuditLog } from './audit/audit-log.ts';
import { openNews } from './batch/news.ts';
import { watchRunningWork } from './batch/running-work.ts';
import { createBatchService } from './batch/service.ts';
import { createHandlers, dueTasks } from './batch/stages.ts';
import type { Workshop } from './batch/workshop.ts';
import type { Config } from './config.ts';
import { openDatabase } from './db/database.ts';
import { hideParameters } from './db/hide-parameters.ts';
import { loadSecret } from './db/secret.ts';
import { type OpenedFontBook, openFontBook } from './fonts/book.ts';
import type { Dispatcher } from './gateway/dispatch.ts';
import { createGateway } from './gateway/gateway.ts';
import { openGatewayMemory } from './gateway/memory.ts';
import { readTlsFiles } from './gateway/tls.ts';
import { openUnderstanding } from './match/understanding.ts';
import { openFindings } from './media/findings.ts';
import { openFootage } from './media/footage.ts';
import { openMediaLibrary } from './media/library.ts';
import { openProber } from './media/probe.ts';
import { openListener } from './media/sound/listener.ts';
import { openSounds } from './media/sound/sounds.ts';
import { registerMetadataRoutes } from './metadata/routes.ts';
import { openMessageQueues } from './mns/message-queues.ts';
import { registerMnsRoutes } from './mns/mns-routes.ts';
import { createCallbackService } from './notify/callbacks.ts';
import { operations } from './operations/registry.ts';
import { openQueue } from './queue/queue.ts';
import { renderStill, renderTimeline } from './render/render.ts';
import { createSpeaker } from './speech/speaker.ts';
import type { AddressBook } from './storage/material-url.ts';
import { registerObjectRoutes } from './storage/object-routes.ts';
import { createObjectSigner } from './storage/object-signer.ts';
import { openObjectStore } from './storage/open-object-store.ts';
import { OutboundRefusal, postJson } from './storage/outbound.ts';
import { createConsole } from './web/console.ts';
import { collectFigures } from './web/figures.ts';
import { openPreviews } from './web/previews/previews.ts';
import { consolePurpose } from './web/sign-in-link.ts';
import { openSite } from './web/site/site.ts';

/** A running server. */
export type RunningServer = {
  /** The listening address, `http://HOST:PORT`. */
  url: string;
  /** Builds the pages of the console if they are not built yet; otherwise that happens when they are first asked for. */
  prepareConsole(): Promise<void>;
  /**
   * Stops taking work, ends what is running so that it is taken up again at the next start (or by another server), and
   * gives the data folder back. A second call waits for the first.
   */
  close(): Promise<void>;
};

const maxUploadBytes = 16 * 1024 ** 3;
const callbackMilliseconds = 3000;

/**
 * Starts a server: the one place where the parts are put together. What is slow (fonts, the voice, the renderer) is
 * started when it is first needed.
 *
 * @throws ConfigError, FolderInUseError, or the error of the port or the database
 */
export async function startServer(config: Config, givenLogger: Logger): Promise<RunningServer> {
  const logger = hideParameters(givenLogger);
  // Parts are closed in the reverse order of their opening, also when the start fails half way.
  await using opened = new AsyncDisposableStack();
  const { dataDir, allowHosts } = config;
  await mkdir(dataDir, { recursive: true });
  const database = opened.adopt(await openDatabase(config), (open) => open.close());
  const db = database.kysely;
  const root = await loadRootAccount(config);
  const store = await openObjectStore(config);

  let listening = '';
  const baseUrl = () => config.publicUrl ?? listening;
  const addresses = () => addressBook(config, listening);
  const now = () => new Date();
  const buckets = createBucketOwners(db, root.account, now);
  const signer = createObjectSigner(await loadSecret(dataDir, 'object-urls'), baseUrl);
  const library = opened.adopt(
    await openMediaLibrary({ config, db, store, signer, buckets, addresses, logger }),
    (open) => open.close(),
  );
  const speaker = opened.adopt(
    createSpeaker({ cacheDir: join(dataDir, 'cache', 'speech'), service: config.speechService, logger }),
    (open) => open.close(),
  );
  const fontDir = join(dataDir, 'fonts');
  const workDir = join(dataDir, 'work');
  await mkdir(fontDir, { recursive: true });
  // Folders of renders that were killed; in the embedded database nobody else has work here.
  if (database.engine.kind === 'embedded') await rm(workDir, { recursive: true, force: true });

  let fonts: Promise<OpenedFontBook> | undefined;
  const openFonts = () => {
    fonts ??= openFontBook(fontDir);
    return fonts;
  };
  const findings = openFindings(db);
  // Processes of its own: a film is read for minutes, and the library must not wait for that.
  const prober = opened.adopt(openProber(), (open) => open.close());
  const listener = opened.adopt(openListener(), (open) => open.close());
  const footage = openFootage({ findings, prober, folder: join(dataDir, 'cache', 'footage') });
  const understanding = opened.adopt(openUnderstanding({ ...config, db, findings, footage, store }), (open) =>
    open.close(),
  );
  const workshop: Workshop = {
    addresses,
    material: (account, reference) => library.resolveMaterial(account, reference),
    footage,
    match: understanding.match,
    search: understanding.search,
    sounds: openSounds({ findings, listener }),
    speak: (request) => speaker.speak(request),
    fonts: openFonts,
    fontDir,
    workDir,
    render: renderTimeline,
    async store(location, path) {
      await store.putFile(location, path, { move: true });
    },
    register: (account, output) => library.registerOutput(account, output),
  };

  const news = opened.adopt(await openNews(database, logger), (open) => open.close());
  const running = opened.adopt(watchRunningWork(db, news), (open) => open.close());
  const queue = opened.adopt(
    await openQueue(database, { renderConcurrency: config.renderConcurrency, logger }),
    (open) => open.close(),
  );
  const tokenKey = await loadSecret(dataDir, 'page-tokens');
  const masterKey = await loadMasterKey(config);
  const sealer = createSealer(masterKey, 'access keys');
  await checkMasterKey(db, sealer);
  const queues = openMessageQueues(db);
  const callbackSealer = createSealer(masterKey, 'callback keys');
  const callbacks = createCallbackService({ db, queues, sealer: callbackSealer, tokenKey });
  const handlers = createHandlers({
    db,
    running,
    queue,
    queues,
    callbacks,
    queueEncoding: config.callbackEncoding,
    workshop,
    logger,
    post: (address, body, headers) =>
      postJson(address, body, { allowHosts, timeout: callbackMilliseconds }, headers),
    isRefusal: (error) => error instanceof OutboundRefusal,
  });
  const directory = createDirectory({ db, sealer, now });
  const sessions = createSessionTokens(createSealer(masterKey, 'security tokens'), now);
  const access = createAccess(root, { directory, sessions, region: config.region, now });
  const audit = opened.adopt(
    createAuditLog({ db, rootAccount: root.account, keep: config.audit, tokenKey, logger }),
    (open) => open.close(),
  );
  const memory = opened.adopt(openGatewayMemory(database, config, now), (open) => open.close());
  const dispatcher: Dispatcher = {
    operations,
    services: {
      audit,
      batch: createBatchService({ db, queue, queues, buckets, tokenKey, addresses, workshop }),
      media: library,
      callbacks,
      ram: { db, sealer, markerKey: tokenKey, now, forget: directory.forget },
      sessions,
      rootAccount: root.account,
    },
    access,
    throttle: memory.throttle,
  };
  const site = opened.adopt(openSite(logger), (open) => open.close());
  const previews = opened.adopt(
    openPreviews({
      folder: join(dataDir, 'cache', 'previews'),
      workDir,
      fontDir,
      render: renderTimeline,
      renderStill,
    }),
    (open) => open.close(),
  );
  const figures = opened.adopt(collectFigures(news, running.active, now), (open) => open.close());
  const gateway = opened.adopt(
    createGateway({
      ...dispatcher,
      logger,
      now,
      isReady: () =>
        sql`select 1`.execute(db).then(
          () => true,
          () => false,
        ),
      publicUrl: config.publicUrl,
      nonces: memory.nonces,
      audit,
      tls: await readTlsFiles(config),
      trustProxy: config.trustProxy,
    }),
    (open) => open.close(),
  );
  const webConsole = createConsole({
    ...dispatcher,
    audit,
    db,
    news,
    sealer: createSealer(masterKey, consolePurpose),
    nonces: memory.nonces,
    rootAccount: root.account,
    now,
    site,
    store,
    buckets,
    dataDir,
    maxUploadBytes,
    publicUrl: config.publicUrl,
    speak: workshop.speak,
    fonts: openFonts,
    previews,
    queue,
    running,
    figures,
    renderConcurrency: config.renderConcurrency,
  });
  webConsole.register(gateway);
  registerObjectRoutes(gateway, {
    store,
    maxUploadBytes,
    async fault(request, method, location) {
      const query = request.query as Record<string, unknown>;
      const isUnsigned = query.Signature === undefined;
      if (isUnsigned && method === 'GET' && (await webConsole.mayRead(request, location))) return null;
      return signer.fault(method, location, query);
    },
  });
  registerMetadataRoutes(gateway, { operations, region: config.region, baseUrl });
  registerMnsRoutes(gateway, {
    queues,
    access,
    audit,
    throttle: memory.throttle,
    region: config.region,
    now,
    baseUrl,
  });
  listening = await gateway.listen({ host: config.host, port: config.port });
  await queue.work(handlers, () => dueTasks(db));

  const whole = opened.move();
  let closing: Promise<void> | undefined;
  return {
    url: listening,
    prepareConsole: () => site.prepare(),
    close() {
      closing ??= whole.disposeAsync();
      return closing;
    },
  };
}

/** The addresses under which this server may be named in a URL. */
function addressBook({ publicUrl, allowHosts }: Config, listening: string): AddressBook {
  if (listening === '') return { ownUrls: publicUrl === null ? [] : [publicUrl], allowHosts };
  const { port, protocol } = new URL(listening);
  const shown = port || (protocol === 'https:' ? '443' : '80');
  const local = ['localhost', '127.0.0.1', '[::1]'].map((host) => `${protocol}//${host}:${shown}`);
  return { ownUrls: [...(publicUrl === null ? [] : [publicUrl]), listening, ...local], allowHosts };
}
