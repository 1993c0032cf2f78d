// A typed client of the approval-service. Paths, bodies and answers are checked against the generated schema; nothing else is added
// but the bearer token, problem documents as errors, and the live stream.
import { EventSourceParserStream } from 'eventsource-parser/stream';
import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema.js';

export type Schemas = components['schemas'];
export type Problem = Schemas['Problem'];

/** What the service answered instead of doing it: an RFC 9457 problem document. */
export class ProblemError extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(status: number, problem: Problem) {
    super(`${status} ${problem.title}${problem.detail ? `: ${problem.detail}` : ''} (${problem.correlation_id})`);
    this.name = 'ProblemError';
    this.status = status;
    this.problem = problem;
  }

  /** The end of the type, such as `stale_view`. */
  get code(): string {
    return this.problem.type.slice(this.problem.type.lastIndexOf(':') + 1);
  }
}

export interface Options {
  /** Address of the approval-service, without a path. */
  baseUrl: string;
  /** Gives an access token of the approval-service's audience; asked for at every request. */
  token: () => string | Promise<string>;
  /** For tests and proxies; the platform's own otherwise. */
  fetch?: typeof fetch;
}

/** A client whose every refusal is a {@link ProblemError}, so that data is always there. */
export function approvalClient(options: Options): Client<paths> {
  const client = createClient<paths>({
    baseUrl: options.baseUrl,
    ...(options.fetch ? { fetch: options.fetch as (request: Request) => Promise<Response> } : {}),
  });
  client.use(bearer(options.token), refusals);
  return client;
}

function bearer(token: Options['token']): Middleware {
  return {
    async onRequest({ request }) {
      request.headers.set('Authorization', `Bearer ${await token()}`);
      return request;
    },
  };
}

const refusals: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return response;
    throw new ProblemError(response.status, await problemOf(response));
  },
};

async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  if (response.headers.get('content-type')?.startsWith('application/problem+json')) {
    return JSON.parse(text) as Problem;
  }
  return {
    type: 'about:blank',
    title: response.statusText || 'No problem document came',
    status: response.status,
    correlation_id: response.headers.get('x-correlation-id') ?? 'unknown',
  };
}

/** One message of the live stream. */
export interface StreamEvent {
  /** To resume after; absent where the service gives none. */
  id?: string;
  /** `open`, `action`, `halts` or another name of the API's description. */
  event: string;
  data: string;
}

/**
 * The live stream, from after `lastEventId` on. It ends when the service ends it, for instance with the token: call again with the
 * last id that was seen. Refusals are {@link ProblemError}s.
 */
export async function* actionStream(
  options: Options,
  lastEventId?: string,
  signal?: AbortSignal,
): AsyncGenerator<StreamEvent> {
  const response = await (options.fetch ?? fetch)(`${options.baseUrl}/api/actions/stream`, {
    headers: {
      Accept: 'text/event-stream',
      Authorization: `Bearer ${await options.token()}`,
      ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }),
    },
    ...(signal ? { signal } : {}),
  });
  if (!response.ok || !response.body) throw new ProblemError(response.status, await problemOf(response));
  const reader = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const { id, event, data } = next.value;
      yield { event: event ?? 'message', data, ...(id === undefined ? {} : { id }) };
    }
  } finally {
    await reader.cancel();
  }
}
