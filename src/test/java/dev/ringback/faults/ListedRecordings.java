package dev.ringback.faults;

import dev.ringback.TestCallbacks;
import dev.ringback.model.RecordingBuilder;
import dev.ringback.storage.TestEntries;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;

/** Recordings of a stand-in, of which a server hears by Twilio's lists. */
final class ListedRecordings {
    private ListedRecordings() {}

    /** A completed recording of one channel. */
    static RecordingBuilder recording(int number, Instant created, Duration length) {
        return RecordingBuilder.builder()
                .accountSid(TestCallbacks.ACCOUNT_SID)
                .sid("RE%032x".formatted(number))
                .progress(TestEntries.progress(0, "completed"))
                .callSid("CA%032x".formatted(number))
                .startTime(created)
                .duration(length)
                .channels(1)
                .source("OutboundAPI")
                .dateCreated(created)
                .dateUpdated(created)
                .lastReceivedAt(created);
    }

    /** Has a server read the lists of these kinds, such as {@code Recordings}. */
    static void backfill(ServeProcess serve, Instant since, String... kinds) {
        RequestSpecification job = RestAssured.given()
                .auth()
                .preemptive()
                .basic(TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN)
                .formParam("Kind", "backfill")
                .formParam("Since", since.toString());
        for (String kind : kinds) {
            job = job.formParam(kind, "true");
        }
        job.post(serve.apiUrl("/ringback/v1/jobs")).then().statusCode(201);
    }
}
