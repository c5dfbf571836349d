// Serves a finished build and the benchmark's own pages from one origin, with the headers that make a page
// cross-origin isolated: precise clocks, and the same conditions for everybody.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const MEDIA = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

// `folders`: path prefix to folder, the longest prefix first. Addresses without an ending get the index.html of "/".
// The port is free at first and stays the same when the server is stopped and started again.
export class Server {
  constructor(folders) {
    this.folders = folders;
    this.port = 0;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  async start() {
    this.server = createServer((request, response) => answer(this.folders, request, response));
    await new Promise((resolve) => this.server.listen(this.port, "127.0.0.1", resolve));
    this.port = this.server.address().port;
  }

  stop() {
    return new Promise((resolve) => {
      this.server.close(resolve);
      this.server.closeAllConnections();
    });
  }
}

async function answer(folders, request, response) {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
  const [prefix, folder] = folders.find(([prefix]) => path.startsWith(prefix));
  const file = extname(path) ? path.slice(prefix.length) : "index.html";
  const headers = {
    "content-type": MEDIA[extname(file)] ?? "application/octet-stream",
    "cache-control": /-[0-9a-f]{16}\./.test(file) ? "public, max-age=31536000, immutable" : "no-cache",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
  };
  try {
    const body = await readFile(join(folder, file));
    response.writeHead(200, headers).end(body);
  } catch {
    response.writeHead(404, headers).end("not found");
  }
}
