// Verifies webhooks by npm standardwebhooks, independently of the hub and of svix.
//
//   npm install --no-save --no-package-lock --prefix /tmp/verify standardwebhooks@1.1.1
//   cp config/src/test/resources/webhook/verify.mjs /tmp/verify/ && node /tmp/verify/verify.mjs --receive 8099
//
// --receive <port>: listens; WEBHOOK_SECRET names the secret; prints and answers every event.
// Without it: one {secret, id, timestamp, signature, body} as JSON on standard input; prints VERIFIED
// or REFUSED and why.
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

function verdict(secret, headers, body) {
  try {
    new Webhook(secret).verify(body, headers);
    return 'VERIFIED';
  } catch (error) {
    return 'REFUSED ' + error.message;
  }
}

async function read(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

if (process.argv[2] === '--receive') {
  createServer(async (request, response) => {
    const body = await read(request);
    const said = verdict(process.env.WEBHOOK_SECRET, request.headers, body);
    console.log(said, request.headers['webhook-id'], JSON.parse(body).type);
    response.writeHead(said === 'VERIFIED' ? 204 : 401).end();
  }).listen(Number(process.argv[3]), '127.0.0.1');
} else {
  const given = JSON.parse(await read(process.stdin));
  const headers = {
    'webhook-id': given.id,
    'webhook-timestamp': given.timestamp,
    'webhook-signature': given.signature,
  };
  console.log(verdict(given.secret, headers, given.body));
}
