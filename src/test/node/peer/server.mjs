// The least that could stand in the place of Ringback where only messages matter: stores signed callbacks, one transaction each, and answers
// with messages as Twilio's API would, to callers with the account's password. A late callback overwrites a newer state here, and lists can
// neither be filtered nor turned over.
// usage: TWILIO_ACCOUNT_SID=... TWILIO_AUTH_TOKEN=... PUBLIC_URL=... node server.mjs DATABASE
import fastify from 'fastify'
import formbody from '@fastify/formbody'
import twilio from 'twilio'
import { messageJson } from './message.mjs'
import { openStore } from './store.mjs'

const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, PUBLIC_URL: publicUrl } = process.env
const allowed = 'Basic ' + Buffer.from(`${accountSid}:${authToken}`).toString('base64')
const store = openStore(process.argv[2])
const app = fastify()

app.register(formbody)

app.post('/twilio', (request, reply) => {
  if (!twilio.validateRequest(authToken, request.headers['x-twilio-signature'] ?? '', publicUrl, request.body)) {
    return reply.code(403).send()
  }
  store.record(request.body, new Date().toISOString())
  return reply.code(204).send()
})

app.register(async (api) => {
  api.addHook('onRequest', (request, reply, done) => {
    if (request.headers.authorization === allowed) {
      done()
    } else {
      reply.code(401).header('www-authenticate', 'Basic').send({ status: 401, message: 'Authenticate' })
    }
  })

  api.get('/Messages.json', (request, reply) => {
    const size = Math.min(Number(request.query.PageSize ?? 50), 1000)
    reply.send({
      messages: store.newest(request.params.account, size).map(messageJson),
      page: 0,
      page_size: size,
      next_page_uri: null
    })
  })

  api.get('/Messages/:sid.json', (request, reply) => {
    const row = store.message(request.params.account, request.params.sid)
    if (row) {
      reply.send(messageJson(row))
    } else {
      reply.code(404).send({ status: 404, message: 'Not found' })
    }
  })
}, { prefix: '/2010-04-01/Accounts/:account' })

await app.listen({ host: '127.0.0.1', port: 0 })
const { port } = app.server.address()
console.log(`peer: webhooks come in at 127.0.0.1:${port}/twilio, reads at 127.0.0.1:${port}`)
