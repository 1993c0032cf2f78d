// What a program does with the client: finds an action, is refused with an old view, decides, and hears of it on the stream. Prints one
// JSON object. Used by the system tests: BASE_URL, TOKEN and ACTION come in the environment.
import { actionStream, approvalClient, ProblemError } from '../dist/index.js';

const { BASE_URL: baseUrl, TOKEN, ACTION: id } = process.env;
const options = { baseUrl, token: () => TOKEN };
const client = approvalClient(options);
const path = { params: { path: { id } } };

async function refusal(work) {
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { status: error.status, code: error.code, correlationId: error.problem.correlation_id };
  }
}

const { data: page } = await client.GET('/api/actions', { params: { query: { state: ['PENDING'] } } });
const { data: action } = await client.GET('/api/actions/{id}', path);
const decide = (view) =>
  client.POST('/api/actions/{id}/decision', {
    ...path,
    body: { decision: 'approve', digest: action.digest, view },
  });
const stale = await refusal(() => decide('sha-256:' + 'A'.repeat(43)));
const unknown = await refusal(() =>
  client.GET('/api/actions/{id}', { params: { path: { id: '0198f3a0-0000-7000-8000-000000000000' } } }),
);
const signedOut = await refusal(() => approvalClient({ baseUrl, token: () => 'nothing' }).GET('/api/actions'));

const abort = new AbortController();
const tooLong = setTimeout(() => abort.abort(), 60_000);
const stream = actionStream(options, undefined, abort.signal);
const first = (await stream.next()).value;
let decided;
while (!decided) {
  try {
    ({ data: decided } = await decide(action.view));
  } catch (error) {
    // What is HIGH wants to be read first; the service says for how long.
    if (error.code !== 'too_soon') throw error;
    await new Promise((then) => setTimeout(then, error.problem.remaining_seconds * 1000));
  }
}
let heard;
for await (const event of stream) {
  heard = event;
  if (event.event === 'action' && event.data.includes(id)) break;
}
clearTimeout(tooLong);
abort.abort();

console.log(
  JSON.stringify({
    listed: page.actions.some((row) => row.id === id),
    question: action.question,
    stale,
    unknown,
    signedOut,
    opened: first.event,
    decided: decided.state,
    heard: heard.event,
  }),
);
