package dev.ringback.web;

import dev.ringback.query.AccountHandler;
import dev.ringback.query.AlertHandler;
import dev.ringback.query.CallEventHandler;
import dev.ringback.query.CallHandler;
import dev.ringback.query.ConferenceHandler;
import dev.ringback.query.DeliveryHandler;
import dev.ringback.query.EventHandler;
import dev.ringback.query.MediaHandler;
import dev.ringback.query.MessageHandler;
import dev.ringback.query.NotificationHandler;
import dev.ringback.query.ParticipantHandler;
import dev.ringback.query.QuarantineHandler;
import dev.ringback.query.RecordingHandler;
import dev.ringback.query.TimelineHandler;
import dev.ringback.query.TranscriptionHandler;
import dev.ringback.web.handler.DeliveryReplayHandler;
import dev.ringback.web.handler.SilenceHandler;
import dev.ringback.web.handler.SilencePage;
import io.javalin.http.Handler;

/** What the API door serves. */
public record ApiHandlers(
        AccountHandler accounts,
        MessageHandler messages,
        MediaHandler media,
        CallHandler calls,
        CallEventHandler callEvents,
        RecordingHandler recordings,
        TranscriptionHandler transcriptions,
        ConferenceHandler conferences,
        ParticipantHandler participants,
        AlertHandler alerts,
        NotificationHandler notifications,
        EventHandler events,
        TimelineHandler timeline,
        QuarantineHandler quarantine,
        Handler replay,
        DeliveryHandler deliveries,
        DeliveryReplayHandler deliveryReplay,
        SilenceHandler silences,
        SilencePage silencePage,
        Handler health,
        Handler metrics) {}
