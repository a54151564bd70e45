-- One index for each way a long list is filtered, so that a page costs the same however rare its rows are. The first event of a message
-- writes them; a later one only those of status and dates, whose recent rows lie together.
CREATE INDEX message_newest_to ON message (account_sid, to_address, date_created, sid);
CREATE INDEX message_newest_from ON message (account_sid, from_address, date_created, sid);
CREATE INDEX message_newest_of_status ON message (account_sid, status, date_created, sid);
CREATE INDEX message_newest_of_service ON message (account_sid, messaging_service_sid, date_created, sid)
    WHERE messaging_service_sid IS NOT NULL;
CREATE INDEX message_newest_of_error ON message (account_sid, error_code, date_created, sid)
    WHERE error_code IS NOT NULL;
CREATE INDEX message_last_sent ON message (account_sid, coalesce(date_sent, date_created), sid);

CREATE INDEX call_newest_to ON call (account_sid, to_address, date_created, sid);
CREATE INDEX call_newest_from ON call (account_sid, from_address, date_created, sid);
CREATE INDEX call_newest_of_status ON call (account_sid, status, date_created, sid);
CREATE INDEX call_newest_of_parent ON call (account_sid, parent_call_sid, date_created, sid) WHERE parent_call_sid IS NOT NULL;
CREATE INDEX call_last_started ON call (account_sid, coalesce(answered_at, ended_at - nullif(duration, 0), date_created), sid);
CREATE INDEX call_last_ended ON call (account_sid, ended_at, sid) WHERE ended_at IS NOT NULL;

CREATE INDEX conference_newest_of_name ON conference (account_sid, friendly_name, date_created, sid) WHERE friendly_name IS NOT NULL;
CREATE INDEX conference_newest_of_status ON conference (account_sid, status, date_created, sid);

CREATE INDEX alert_newest_of_resource ON alert (account_sid, resource_sid, date_created, sid) WHERE resource_sid IS NOT NULL;

-- The parameters that users add to the callback URLs of their messages, to find the messages by.
CREATE TABLE message_tag (
    account_sid TEXT COLLATE "C" NOT NULL,
    sid         TEXT COLLATE "C" NOT NULL,
    name        TEXT COLLATE "C" NOT NULL,
    value       TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (account_sid, sid, name, value)
);
CREATE INDEX message_of_tag ON message_tag (account_sid, name, value, sid);
