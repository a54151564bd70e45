/** Reads a list in every way the library offers, over several pages. */
import assert from 'node:assert/strict';
import { read } from './answers.mjs';

/** A participant has no SID of its own. */
const name = (item) => item.sid ?? item.callSid ?? item.call_sid;
const names = (items) => items.map(name);

function throughEach(list, parameters) {
  return new Promise((resolve, reject) => {
    const items = [];
    list.each({ ...parameters, callback: (item) => items.push(item), done: (error) => (error ? reject(error) : resolve(items)) });
  });
}

async function throughPages(list, parameters) {
  const pages = [];
  for (let page = await list.page(parameters); page; page = await page.nextPage()) {
    pages.push(page);
  }
  return pages;
}

/** The names of what the list holds under these filters, read in one go. */
export async function listed(list, filters = {}) {
  return names(await list.list(filters));
}

/** The same for an address, with filters that the library does not have. */
export async function listedAt(path) {
  const { status, body } = await read(path);
  assert.equal(status, 200, JSON.stringify(body));
  return names(Object.values(body).find(Array.isArray));
}

/** Expects exactly these, in this order, whichever way they are read; there must be more than one page of two. */
export async function assertListed(list, filters, expected) {
  assert.ok(expected.length > 2, 'too few to fill several pages');
  const parameters = { ...filters, pageSize: 2 };

  assert.deepEqual(await listed(list, filters), expected, 'list()');
  assert.deepEqual(await listed(list, parameters), expected, 'list() over pages');
  assert.deepEqual(await listed(list, { ...parameters, limit: 3 }), expected.slice(0, 3), 'list() with a limit');
  assert.deepEqual(names(await throughEach(list, parameters)), expected, 'each()');

  const pages = await throughPages(list, parameters);
  assert.deepEqual(
    pages.map((page) => names(page.instances)),
    Array.from({ length: Math.ceil(expected.length / 2) }, (_, page) => expected.slice(2 * page, 2 * page + 2)),
    'page() and nextPage()',
  );
  const back = await pages[1].previousPage();
  assert.deepEqual(names(back.instances), expected.slice(0, 2), 'previousPage()');
  assert.deepEqual(names((await list.getPage(pages[0].nextPageUrl)).instances), expected.slice(2, 4), 'getPage()');
}
