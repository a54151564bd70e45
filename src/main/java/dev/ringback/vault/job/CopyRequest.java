package dev.ringback.vault.job;

import dev.ringback.jobs.InvalidJobException;
import dev.ringback.jobs.JobForm;
import dev.ringback.jobs.JobPeriod;
import dev.ringback.model.Parameters;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what is to be copied of all that exists. At least one kind is.
 *
 * @param period in which recordings were made and messages sent
 */
public record CopyRequest(JobPeriod period, boolean recordings, boolean media) {
    public static final String RECORDINGS = "Recordings";
    public static final String MEDIA = "Media";

    static final List<String> NAMES = List.of(JobPeriod.SINCE, JobPeriod.UNTIL, RECORDINGS, MEDIA);

    /** @param now stands for {@code Until} where that is missing */
    static CopyRequest of(Parameters form, Instant now) throws InvalidJobException {
        boolean recordings = JobForm.flag(form, RECORDINGS);
        boolean media = JobForm.flag(form, MEDIA);
        boolean isBoth = recordings == media;
        return new CopyRequest(JobPeriod.of(form, now), recordings || isBoth, media || isBoth);
    }

    /** Reads what {@link #text} has written. */
    static CopyRequest of(@Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("the job does not say since when");
        }
        try {
            return of(JobForm.read(text), Instant.EPOCH);
        } catch (InvalidJobException invalid) {
            throw new IllegalArgumentException(invalid.getMessage(), invalid);
        }
    }

    String text() {
        return period.text() + '&' + RECORDINGS + '=' + recordings + '&' + MEDIA + '=' + media;
    }

    /** Returns the parameters of the job that reads Twilio's lists of the same. */
    Parameters lists() {
        return JobForm.read(period.text() + "&Recordings=" + recordings + "&Messages=" + media);
    }
}
