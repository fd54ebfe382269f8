// The little of WebDriver that measuring needs: https://www.w3.org/TR/webdriver2/

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** Starts chromedriver and a headless Chromium, hands the browser to `work`, and ends both whatever happens. */
export async function withBrowser(work) {
  const driver = spawn(process.env.CHROMEDRIVER ?? "chromedriver", ["--port=0"], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const browser = await Browser.start(`http://127.0.0.1:${await portOf(driver)}`);
    try {
      return await work(browser);
    } finally {
      await browser.end();
    }
  } finally {
    driver.kill();
  }
}

function portOf(driver) {
  return new Promise((resolve, reject) => {
    let said = "";
    driver.on("error", () => reject(new Error("chromedriver could not be started: scripts/prepare browser brings it")));
    driver.on("exit", () => reject(new Error(`chromedriver ended: ${said}`)));
    driver.stdout.on("data", (data) => {
      said += data;
      const port = /successfully on port (\d+)/.exec(said);
      if (port) resolve(port[1]);
    });
  });
}

class Browser {
  constructor(session) {
    this.session = session;
  }

  static async start(driver) {
    const alwaysMatch = { ...JSON.parse(readFileSync("webdriver.json", "utf8")), timeouts: { script: 600_000 } };
    const { sessionId } = await send("POST", `${driver}/session`, { capabilities: { alwaysMatch } });
    return new Browser(`${driver}/session/${sessionId}`);
  }

  open(url) {
    return send("POST", `${this.session}/url`, { url });
  }

  /** Runs the body of a function in the page, with `args` as its `arguments`; a promise is waited for. */
  run(script, ...args) {
    return send("POST", `${this.session}/execute/sync`, { script, args });
  }

  /** A command of the DevTools protocol. */
  devtools(cmd, params = {}) {
    return send("POST", `${this.session}/goog/cdp/execute`, { cmd, params });
  }

  /** The tabs, as soon as there are so many. */
  async tabs(count) {
    for (;;) {
      const tabs = await send("GET", `${this.session}/window/handles`);
      if (tabs.length >= count) return tabs;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  turnTo(handle) {
    return send("POST", `${this.session}/window`, { handle });
  }

  end() {
    return send("DELETE", this.session);
  }
}

async function send(method, url, body) {
  const answer = await fetch(url, { method, body: body && JSON.stringify(body) });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}
