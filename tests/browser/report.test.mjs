// The report in a real browser: `npm ci && node --test` in this folder, with Chromium installed.
//
// DATELINE is the command (else the debug build), CHROMIUM the browser, PICTURES a folder for screenshots to look at (none are made without it).
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const dateline = process.env.DATELINE ?? join(root, "target/debug/dateline");
const executablePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const ATTACKS = [
  "<script>window.hacked=1;alert(1)</script>", "</style><script>alert(2)</script>", "</script><img src=x onerror=alert(3)>",
  "\"' onmouseover=alert(4) x='", "javascript:alert(5)", "\u202edesrever\u2066 \u0007", "{{ 7*7 }}{% raw %}", "<iframe src=\"https://example.org\"></iframe>",
  "</title><svg onload=alert(6)>", "<!--", "]]>",
];

let folder, browser;
// The report of the sample corpus, and one whose every text is hostile.
let report, hostile;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "dateline-browser-"));
  report = join(folder, "report");
  hostile = join(folder, "hostile");
  write(join(folder, "news.jsonl"), articles());
  extract([join(root, "corpus"), join(folder, "news.jsonl")], "tables");
  run("report", join(folder, "tables"), "--out", report);
  extract([join(folder, "news.jsonl")], "poisoned");
  poison(join(folder, "poisoned"));
  run("report", join(folder, "poisoned"), "--out", hostile);
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
});

after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

function run(...typed) {
  return execFileSync(dateline, typed, { stdio: ["ignore", "pipe", "pipe"] });
}

function extract(inputs, out) {
  return run("extract", ...inputs, "--format", "jsonl", "--out", join(folder, out));
}

function write(file, rows) {
  writeFileSync(file, rows.map((row) => JSON.stringify(row) + "\n").join(""));
}

function rows(file) {
  return readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

/** Articles of two publishers over three months, one a copy. */
function articles() {
  const text =
    `Mayor Dora Winslow of Port Elva said on Monday: "The harbour stays open, and 300 boats will come."\n\n` +
    `"Nobody has seen a boat of Dora Winslow," said Karl Berg, the finance minister of Norway.`;
  return [
    { id: "a", date: "2024-01-08", publisher: "Elva Courier", title: "Harbour stays open", text },
    { id: "b", date: "2024-01-09", publisher: "Coast Wire", title: "Harbour stays open", text },
    { id: "c", date: "2024-03-12", publisher: "Coast Wire", title: "Boats counted", url: "https://example.org/c",
      text: `"We counted them twice," said Ada Lenz, chairwoman of Fjordline. The meeting ended on Tuesday.` },
  ];
}

/** Adds every attack to every text of the tables but ids, days, types and what stands for a number. */
function poison(tables) {
  const kept = /(^|_)(id|date|day|spans|of|from|kind|type|subtype|about_kind|country|rule|comparison|value|value_high)$/;
  for (const file of readdirSync(tables).filter((name) => name.endsWith(".jsonl"))) {
    const poisoned = rows(join(tables, file)).map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => {
      if (typeof value !== "string" || kept.test(name)) return [name, value];
      if (name === "url") return [name, "javascript:alert(7)"];
      return [name, name === "gender" || name === "language" ? value : value + ATTACKS.join(" ")];
    })));
    write(join(tables, file), poisoned);
  }
}

/** Opens a page of a report; collects what it may not do. */
async function open(of, page, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const opened = await context.newPage();
  const faults = [];
  opened.on("dialog", (dialog) => { faults.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  opened.on("pageerror", (error) => faults.push(`error ${error}`));
  opened.on("console", (message) => faults.push(`console ${message.text()}`));
  opened.on("request", (request) => { if (!request.url().startsWith(pathToFileURL(of).href)) faults.push(`request ${request.url()}`); });
  await opened.goto(pathToFileURL(join(of, page)).href);
  return { page: opened, faults, close: () => context.close() };
}

/** The index, an article and a person: one of each kind of page. */
const KINDS = ["index.html", "articles/0.html", "people/0.html"];
const SCHEMES = ["light", "dark"];
const WIDTHS = [[320, 640], [390, 800], [1280, 900], [1920, 1080]];

for (const kind of KINDS) {
  for (const colorScheme of SCHEMES) {
    test(`${kind}, ${colorScheme}: axe finds nothing serious`, async () => {
      const { page, faults, close } = await open(report, kind, { colorScheme });
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
      assert.deepEqual(faults, []);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run());
      const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      const told = grave.map(({ id, nodes }) => `${id}: ${nodes.length} times, ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`);
      assert.deepEqual(told, []);
      await close();
    });
  }

  test(`${kind}: no window is too narrow`, async () => {
    for (const [width, height] of WIDTHS) {
      for (const colorScheme of SCHEMES) {
        for (const of of [report, hostile]) {
          const { page, close } = await open(of, kind, { viewport: { width, height }, colorScheme });
          const wide = await page.evaluate(() => {
            const room = document.documentElement.clientWidth;
            return { over: document.documentElement.scrollWidth - room, room };
          });
          assert.ok(wide.over <= 0, `${kind} of ${of} at ${width}: ${wide.over} too wide`);
          if (process.env.PICTURES && of === report) {
            mkdirSync(process.env.PICTURES, { recursive: true });
            const name = `${kind.replace(/\W/g, "-")}-${width}-${colorScheme}.png`;
            await page.screenshot({ path: join(process.env.PICTURES, name), fullPage: true });
          }
          await close();
        }
      }
    }
  });

  test(`${kind}: hostile texts are inert`, async () => {
    const { page, faults, close } = await open(hostile, kind);
    if (kind === "index.html") {
      // What the script draws is made of the same texts.
      await page.selectOption("#people-filters [name=gender]", "unknown");
      await page.selectOption("#people-filters [name=gender]", "");
      await page.fill("#quote-filters [name=search]", "harbour");
    }
    for (const target of await page.locator(".d, .n, .r, td").all()) {
      if (await target.isVisible()) await target.hover({ timeout: 2000, force: true });
    }
    const found = await page.evaluate(() => ({
      hacked: "hacked" in window,
      scripts: document.querySelectorAll("script").length,
      foreign: document.querySelectorAll("iframe, img, object, embed, [onload], [onerror], [onmouseover]").length,
      hrefs: [...document.querySelectorAll("[href], [src]")].map((with_) => with_.getAttribute("href") ?? with_.getAttribute("src")),
      turned: /[\u202a-\u202e\u2066-\u2069]/.test(document.documentElement.outerHTML),
      shown: document.body.innerText,
    }));
    assert.equal(found.hacked, false);
    assert.equal(found.scripts, kind === "index.html" ? 2 : 1);
    assert.equal(found.foreign, 0);
    assert.equal(found.turned, false);
    assert.deepEqual(found.hrefs.filter((href) => /^\s*(javascript|data|https?):/i.test(href)), []);
    // They are there to read, as they were written.
    assert.ok(found.shown.includes("<script>window.hacked=1;alert(1)</script>"));
    assert.ok(found.shown.includes("{{ 7*7 }}"));
    assert.deepEqual(faults, []);
    await close();
  });

  test(`${kind}: on paper`, async () => {
    const { page, faults, close } = await open(report, kind, { colorScheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const seen = await page.evaluate(() => ({
      paper: getComputedStyle(document.body).backgroundColor,
      controls: [...document.querySelectorAll("nav, .filters, .pager, .data")].filter((part) => part.getClientRects().length > 0).length,
      cut: [...document.querySelectorAll(".scroll")].filter((part) => part.scrollHeight > part.clientHeight + 1).length,
      text: document.querySelector("main").getClientRects().length,
    }));
    assert.deepEqual(seen, { paper: "rgb(255, 255, 255)", controls: 0, cut: 0, text: 1 });
    assert.ok((await page.pdf({ format: "A4" })).length > 5000);
    assert.deepEqual(faults, []);
    await close();
  });
}

test("every page asks for nothing but itself", async () => {
  const policy = /content="default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'"/;
  const pages = readdirSync(report, { recursive: true }).filter((name) => name.endsWith(".html"));
  assert.ok(pages.length > 50);
  const links = new Set();
  for (const name of pages) {
    const page = readFileSync(join(report, name), "utf8");
    assert.match(page, policy, name);
    for (const [, href] of page.matchAll(/ href="([^"#]+)(#[^"]*)?"/g)) links.add(join(report, dirname(name), href));
  }
  const dead = [...links].filter((link) => !link.includes("https:/") && !existsSync(link));
  assert.deepEqual(dead, []);
  assert.ok(statSync(join(report, "index.html")).size < 2 << 20);
});

test("quotations are searched, filtered, sorted and followed", async () => {
  const { page, faults, close } = await open(report, "index.html");
  const quotes = rows(join(folder, "tables/quotes.jsonl"));
  const status = page.locator("#quote-status");
  const counted = async () => Number((await status.textContent()).replace(/,/g, "").match(/^\d+/)[0]);
  const column = (index) => page.locator(`#quote-table tbody td:nth-child(${index})`).allTextContents();
  assert.equal(await counted(), quotes.length);
  assert.equal((await column(1)).length, 50);

  await page.fill("#quote-filters [name=search]", "HARBOUR");
  const harbour = quotes.filter((quote) => (quote.content ?? quote.text).toLowerCase().includes("harbour")).length;
  assert.ok(harbour > 1);
  assert.equal(await counted(), harbour);
  await page.fill("#quote-filters [name=speaker]", "winslow");
  const winslow = quotes.filter((quote) => (quote.speaker ?? "").includes("Winslow")).length;
  assert.equal(await counted(), winslow);
  assert.ok((await column(3)).every((speaker) => speaker.includes("Winslow")));
  await page.selectOption("#quote-filters [name=publisher]", { label: "Coast Wire" });
  assert.equal(await counted(), 1);
  await page.fill("#quote-filters [name=search]", "no such words anywhere");
  assert.equal(await counted(), 0);

  await page.reload();
  await page.selectOption("#quote-filters [name=kind]", { label: "direct" });
  assert.equal(await counted(), quotes.filter((quote) => quote.kind === "direct").length);
  await page.selectOption("#quote-filters [name=kind]", "");
  for (const [direction, sign] of [["ascending", 1], ["descending", -1]]) {
    await page.click("#quote-table th:nth-child(3) button");
    assert.equal(await page.getAttribute("#quote-table th:nth-child(3)", "aria-sort"), direction);
    const speakers = await column(3);
    assert.ok(speakers.every(Boolean), "what is not known stands last");
    assert.deepEqual(speakers, [...speakers].sort((a, b) => (a < b ? -sign : a > b ? sign : 0)), direction);
  }
  const first = (await column(6))[0];
  await page.click("#quote-pager [data-step='1']");
  assert.match(await status.textContent(), /page 2 of/);
  assert.notEqual((await column(6))[0], first);

  await page.click("#quote-table tbody td.content a >> nth=0");
  await page.waitForURL(/articles\/\d+\.html#q\d+$/);
  assert.equal(await page.locator("tr:target").count(), 1);
  await page.click("tr:target a");
  assert.equal(await page.locator(".q:target").count(), 1);
  assert.deepEqual(faults, []);
  await close();
});

test("people are filtered, and the chart leads to their pages", async () => {
  const { page, faults, close } = await open(report, "index.html");
  const labels = () => page.locator("#people-figure .label").allTextContents();
  await page.selectOption("#people-filters [name=publisher]", { label: "Elva Courier" });
  assert.deepEqual((await labels()).sort(), ["Dora Winslow", "Karl Berg"]);
  assert.match(await page.textContent("#people-status"), /^\d+ quotations of 2 people/);
  await page.selectOption("#people-filters [name=publisher]", "");
  await page.selectOption("#people-filters [name=from]", { label: "2024-01" });
  await page.selectOption("#people-filters [name=to]", { label: "2024-01" });
  assert.deepEqual((await labels()).sort(), ["Dora Winslow", "Karl Berg"]);
  await page.click("#people-figure a >> nth=0");
  await page.waitForURL(/people\/\d+\.html$/);
  assert.ok(["Dora Winslow", "Karl Berg"].includes(await page.textContent("h1")));
  assert.deepEqual(faults, []);
  await close();
});

test("all is reached by the keyboard, and what has the focus is seen", async () => {
  const { page, faults, close } = await open(report, "index.html");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  const wanted = await page.evaluate(() => {
    const all = [...document.querySelectorAll("main a[href], main button, main input, main select, main summary, main [tabindex='0']")];
    const seen = all.filter((control) => control.checkVisibility({ contentVisibilityAuto: true }) && !control.disabled);
    seen.forEach((control, index) => control.setAttribute("data-reached", `no ${index}`));
    return seen.length;
  });
  assert.ok(wanted > 100);
  let reached = 0;
  for (let pressed = 0; pressed < wanted + 5; pressed++) {
    await page.keyboard.press("Tab");
    const { mark, outline } = await page.evaluate(() => {
      const at = document.activeElement, style = getComputedStyle(at);
      const mark = at.getAttribute("data-reached");
      at.removeAttribute("data-reached");
      return { mark, outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 };
    });
    if (mark) {
      reached += 1;
      assert.ok(outline, `no outline: ${mark}`);
    }
  }
  assert.equal(reached, wanted);

  await page.focus("#quote-table th:nth-child(2) button");
  await page.keyboard.press("Enter");
  assert.equal(await page.getAttribute("#quote-table th:nth-child(2)", "aria-sort"), "ascending");
  await page.focus("#people details summary");
  await page.keyboard.press("Space");
  assert.equal(await page.evaluate(() => document.querySelector("#people details").open), true);
  assert.deepEqual(faults, []);
  await close();
});

test("an article shows values of dates and amounts, speakers and roles", async () => {
  const name = readdirSync(join(report, "articles")).find((file) => readFileSync(join(report, "articles", file), "utf8").includes("<h1>Boats counted</h1>"));
  const { page, faults, close } = await open(report, `articles/${name}`);
  const value = async (mark) => page.evaluate((mark) => getComputedStyle(document.querySelector(mark), "::after").content, mark);
  assert.equal(await value(".text .d"), "none");
  await page.focus(".text .d");
  assert.equal(await value(".text .d"), "\"2024-03-12\"");
  await page.evaluate(() => document.activeElement.blur());
  await page.hover(".text .d");
  assert.equal(await value(".text .d"), "\"2024-03-12\"");
  assert.equal(await page.textContent(".text sup"), "Ada Lenz");
  assert.equal(await page.getAttribute(".text .r", "title"), "Ada Lenz, chairwoman, Fjordline, current");
  assert.equal(await page.getAttribute(".lead a", "href"), "https://example.org/c");
  assert.deepEqual(faults, []);
  await close();
});

test("without a script the figures, tables and first quotations are there", async () => {
  const { page, close } = await open(report, "index.html", { javaScriptEnabled: false });
  assert.equal(await page.locator("figure svg").count(), 7);
  assert.equal(await page.locator("#quote-table tbody tr").count(), 50);
  await close();
});
