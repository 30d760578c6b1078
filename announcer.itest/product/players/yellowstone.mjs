// Plays a stream with npm's yellowstone, which hands out RTP packets and decodes none of them:
//   node yellowstone.mjs URL [USER PASSWORD]
// Exits with 0 when packets came with growing sequence numbers; otherwise prints why not.
//   node yellowstone.mjs --version
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const ENOUGH = 50;
const LIMIT_MILLIS = 30000;

if (process.argv[2] === "--version") {
  console.log(`yellowstone ${require("yellowstone/package.json").version} on Node.js ${process.version}`);
  process.exit(0);
}

const { RtspClient } = require("yellowstone");
const [url, user = "", password = ""] = process.argv.slice(2);
// Its own answer to a 401 loses the headers of the request: a password goes with every request from the start.
const login = user ? { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` } : {};
const client = new RtspClient("", "", login);
let count = 0;
let last;

function end(why) {
  if (why) {
    console.log(why);
  }
  process.exit(why ? 1 : 0);
}

setTimeout(() => end(`after ${LIMIT_MILLIS} ms ${count} RTP packets had come`), LIMIT_MILLIS);
client.on("data", (channel, payload, packet) => {
  if (last !== undefined && packet.id !== ((last + 1) & 0xffff)) {
    end(`packet ${packet.id} came after ${last}`);
  }
  last = packet.id;
  count++;
  if (count === ENOUGH) {
    // It overlooks an answer that comes in one piece with packets, so nobody waits for this one.
    client.request("TEARDOWN", { Session: client._session });
    setTimeout(end, 100);
  }
});

// Its own connect() wants a picture. Who uses it for sound goes on by its request() from where that stops, after DESCRIBE.
client.connect(url).then(
  () => end("it has found a picture"),
  async (e) => {
    if (!String(e).includes("Only video sources")) {
      throw e;
    }
    client._url = `${url}/trackID=0`;
    const answer = await client.request("SETUP", { Transport: "RTP/AVP/TCP;interleaved=0-1" });
    client._session = answer.Session;
    await client.play();
  },
).catch((e) => end(String(e && e.stack ? e.stack : e)));
