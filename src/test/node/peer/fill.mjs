// Fills a database of the peer. Each line of the standard input is a time, a space, and the form of a callback that came then.
// usage: node fill.mjs DATABASE <CALLBACKS
import { createInterface } from 'node:readline'
import { parse } from 'node:querystring'
import { openStore } from './store.mjs'

const LINES_PER_COMMIT = 10_000
const store = openStore(process.argv[2])
let lines = []

function keep() {
  store.batch(() => {
    for (const line of lines) {
      const space = line.indexOf(' ')
      store.record({ ...parse(line.slice(space + 1)) }, line.slice(0, space))
    }
  })
  lines = []
}

for await (const line of createInterface({ input: process.stdin })) {
  lines.push(line)
  if (lines.length === LINES_PER_COMMIT) {
    keep()
  }
}
keep()
store.close()
