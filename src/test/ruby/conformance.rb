# frozen_string_literal: true

# Reads Ringback through Twilio's Ruby library, unmodified. scripts/conformance starts the server and sets the environment.

require 'minitest/autorun'
require 'net/http'
require 'securerandom'
require 'twilio-ruby'

ACCOUNT_SID = ENV.fetch('TWILIO_ACCOUNT_SID')
AUTH_TOKEN = ENV.fetch('TWILIO_AUTH_TOKEN')

# Sends every request to another host, as src/site/markdown/sdks.md says.
class RingbackHttp < Twilio::HTTP::Client
  def initialize(url)
    super()
    @ringback = URI(url)
  end

  def request(_host, _port, method, url, *rest)
    super("#{@ringback.scheme}://#{@ringback.host}", @ringback.port, method, URI.join(@ringback, URI(url).request_uri).to_s, *rest)
  end
end

# Plays Twilio, with the signature of its own library.
module Webhooks
  CALLBACK_URL = ENV.fetch('RINGBACK_CALLBACK_URL')
  PUBLIC_URL = ENV.fetch('RINGBACK_PUBLIC_URL', CALLBACK_URL)

  def self.sid(prefix)
    prefix + SecureRandom.hex(16)
  end

  def self.send(parameters)
    complete = { 'AccountSid' => ACCOUNT_SID, 'ApiVersion' => '2010-04-01', **parameters }
    request = Net::HTTP::Post.new(URI(CALLBACK_URL))
    request.set_form_data(complete)
    request['X-Twilio-Signature'] = Twilio::Security::RequestValidator.new(AUTH_TOKEN).build_signature_for(PUBLIC_URL, complete)
    response = Net::HTTP.start(request.uri.host, request.uri.port) { |http| http.request(request) }
    raise "the webhook was answered #{response.code}" unless response.is_a?(Net::HTTPSuccess)
  end
end

class ConformanceTest < Minitest::Test
  def setup
    @client = Twilio::REST::Client.new(ACCOUNT_SID, AUTH_TOKEN, nil, nil, RingbackHttp.new(ENV.fetch('RINGBACK_URL')))
    @sender = "RB#{SecureRandom.hex(4)}"
  end

  def send_messages(count)
    Array.new(count) { Webhooks.sid('SM') }.each do |sid|
      Webhooks.send('MessageSid' => sid, 'MessageStatus' => 'sent', 'From' => @sender, 'To' => '+14155550101')
    end
  end

  def test_fetches_a_message
    sid = send_messages(1).first
    message = @client.messages(sid).fetch

    assert_equal 'sent', message.status
    assert_equal @sender, message.from
    assert_kind_of Time, message.date_created
    assert_nil message.price
    assert_nil message.body
  end

  def test_lists_messages_over_pages
    sids = send_messages(5)

    assert_equal sids.reverse, @client.messages.list(from: @sender, page_size: 2).map(&:sid)
    assert_equal sids.reverse.first(3), @client.messages.list(from: @sender, page_size: 2, limit: 3).map(&:sid)
    assert_equal sids.reverse, @client.messages.list(from: @sender, date_sent_after: Time.now - 3600).map(&:sid)
    assert_empty @client.messages.list(from: @sender, date_sent_before: Time.now - 3600)
  end

  def test_lists_alerts_over_pages
    sids = Array.new(3) { Webhooks.sid('NO') }.each do |sid|
      Webhooks.send('Sid' => sid, 'Level' => 'ERROR', 'PayloadType' => 'application/json', 'ParentAccountSid' => '',
                    'Timestamp' => Time.now.utc.strftime('%Y-%m-%dT%H:%M:%SZ'), 'Payload' => '{"error_code":"11200"}')
    end
    listed = @client.monitor.v1.alerts.list(page_size: 2, log_level: 'error', start_date: Time.now - 3600)

    assert_empty sids - listed.map(&:sid)
    assert_kind_of Time, listed.first.date_generated
    assert_equal '11200', @client.monitor.v1.alerts(sids.first).fetch.error_code
  end

  def test_errors
    unknown = assert_raises(Twilio::REST::RestError) { @client.messages(Webhooks.sid('SM')).fetch }
    assert_equal [404, 20404], [unknown.status_code, unknown.code]

    written = assert_raises(Twilio::REST::RestError) { @client.messages.create(to: '+14155550101', from: '+14155550100', body: 'Hello') }
    assert_equal [405, 20004], [written.status_code, written.code]
  end
end
