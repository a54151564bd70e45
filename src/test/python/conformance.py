"""Reads Ringback through Twilio's Python library, unmodified. scripts/conformance starts the server and sets the environment."""

import os
import unittest
import urllib.parse
import urllib.request
import uuid
from datetime import date, datetime, timedelta, timezone

from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.request_validator import RequestValidator
from twilio.rest import Client

API_URL = os.environ["RINGBACK_URL"]
CALLBACK_URL = os.environ["RINGBACK_CALLBACK_URL"]
PUBLIC_URL = os.environ.get("RINGBACK_PUBLIC_URL", CALLBACK_URL)
ACCOUNT_SID = os.environ["TWILIO_ACCOUNT_SID"]
AUTH_TOKEN = os.environ["TWILIO_AUTH_TOKEN"]


def sid(prefix):
    return prefix + uuid.uuid4().hex


def send(**parameters):
    """Plays Twilio, with the signature of its own library."""
    complete = {"AccountSid": ACCOUNT_SID, "ApiVersion": "2010-04-01", **parameters}
    request = urllib.request.Request(CALLBACK_URL, urllib.parse.urlencode(complete).encode())
    request.add_header("X-Twilio-Signature", RequestValidator(AUTH_TOKEN).compute_signature(PUBLIC_URL, complete))
    with urllib.request.urlopen(request) as response:
        assert 200 <= response.status < 300


def reading_client(username, password):
    client = Client(username, password, ACCOUNT_SID)
    client.api.base_url = API_URL
    client.monitor.base_url = API_URL
    return client


class Conformance(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.client = reading_client(ACCOUNT_SID, AUTH_TOKEN)
        cls.sender = "RB" + uuid.uuid4().hex[:8]
        cls.messages = [sid("SM") for _ in range(5)]
        for message in cls.messages:
            send(MessageSid=message, MessageStatus="sent", From=cls.sender, To="+14155550101")
        cls.call = sid("CA")
        for number, status in enumerate(["initiated", "ringing", "in-progress", "completed"]):
            send(
                CallSid=cls.call,
                CallStatus=status,
                Direction="outbound-api",
                CallbackSource="call-progress-events",
                SequenceNumber=str(number),
                Timestamp="Sat, 10 Jan 2026 10:00:0%d +0000" % number,
                **{"From": "client:" + cls.sender, "To": "+14155550101"},
                **({"CallDuration": "1"} if status == "completed" else {}),
            )
        cls.conference = sid("CF")
        send(
            ConferenceSid=cls.conference,
            FriendlyName=cls.sender,
            StatusCallbackEvent="participant-join",
            SequenceNumber="0",
            Timestamp="Sat, 10 Jan 2026 10:00:00 +0000",
            CallSid=cls.call,
            Muted="true",
            Hold="false",
            Coaching="false",
            EndConferenceOnExit="false",
            StartConferenceOnEnter="true",
        )
        cls.alert = sid("NO")
        cls.alert_time = (datetime.now(timezone.utc) - timedelta(days=1)).replace(microsecond=0)
        send(
            Sid=cls.alert,
            Level="ERROR",
            PayloadType="application/json",
            ParentAccountSid="",
            Timestamp=cls.alert_time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            Payload='{"resource_sid":"%s","service_sid":null,"error_code":"11200"}' % cls.call,
        )

    def test_fetches_a_message(self):
        message = self.client.messages(self.messages[0]).fetch()
        self.assertEqual(message.status, "sent")
        self.assertEqual(message.from_, self.sender)
        self.assertIsInstance(message.date_created, datetime)
        self.assertIsNone(message.price)
        self.assertIsNone(message.body)

    def test_lists_messages_over_pages(self):
        listed = self.client.messages.list(from_=self.sender, page_size=2)
        self.assertEqual([message.sid for message in listed], self.messages[::-1])
        streamed = self.client.messages.stream(from_=self.sender, page_size=2, limit=3)
        self.assertEqual([message.sid for message in streamed], self.messages[:1:-1])

    def test_filters_messages_by_date(self):
        now = datetime.now(timezone.utc)
        hour = timedelta(hours=1)
        between = {"date_sent_after": now - hour, "date_sent_before": now + hour}
        self.assertEqual(len(self.client.messages.list(from_=self.sender, **between)), 5)
        self.assertEqual(self.client.messages.list(from_=self.sender, date_sent_after=now + hour), [])
        self.assertEqual(self.client.messages.list(from_=self.sender, date_sent_before=date(2026, 1, 1)), [])

    def test_reads_a_call(self):
        call = self.client.calls(self.call).fetch()
        self.assertEqual(call.status, "completed")
        self.assertEqual(call.duration, "1")
        self.assertEqual(call.start_time, datetime(2026, 1, 10, 10, 0, 2, tzinfo=call.start_time.tzinfo))
        found = self.client.calls.list(from_="client:" + self.sender, start_time=date(2026, 1, 10))
        self.assertEqual([call.sid for call in found], [self.call])

    def test_reads_a_conference_and_who_is_in_it(self):
        found = self.client.conferences.list(friendly_name=self.sender, date_created=date(2026, 1, 10), status="init")
        self.assertEqual([conference.sid for conference in found], [self.conference])
        participants = self.client.conferences(self.conference).participants.list(muted=True)
        self.assertEqual([participant.call_sid for participant in participants], [self.call])

    def test_reads_an_alert(self):
        alert = self.client.monitor.alerts(self.alert).fetch()
        self.assertEqual(alert.error_code, "11200")
        self.assertEqual(alert.date_generated.replace(tzinfo=timezone.utc), self.alert_time)
        second = timedelta(seconds=1)
        window = {"start_date": self.alert_time - second, "end_date": self.alert_time + second}
        self.assertIn(self.alert, [alert.sid for alert in self.client.monitor.alerts.list(**window)])

    def test_errors(self):
        with self.assertRaises(TwilioRestException) as unknown:
            self.client.messages(sid("SM")).fetch()
        self.assertEqual((unknown.exception.status, unknown.exception.code), (404, 20404))
        with self.assertRaises(TwilioRestException) as written:
            self.client.messages.create(to="+14155550101", from_="+14155550100", body="Hello")
        self.assertEqual((written.exception.status, written.exception.code), (405, 20004))
        # For lists, this library says no more.
        with self.assertRaises(TwilioException):
            reading_client(ACCOUNT_SID, "f" * 32).messages.list()


if __name__ == "__main__":
    unittest.main()
