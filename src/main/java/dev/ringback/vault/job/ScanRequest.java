package dev.ringback.vault.job;

import dev.ringback.jobs.InvalidJobException;
import dev.ringback.jobs.JobForm;
import dev.ringback.model.Parameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says how the ledger is made again.
 *
 * @param hash whether each object that is taken in is read and compared with its sidecar
 * @param adopt whether a store that belongs to no ledger or another becomes this one's
 */
public record ScanRequest(boolean hash, boolean adopt) {
    public static final String HASH = "Hash";
    public static final String ADOPT = "Adopt";

    static final List<String> NAMES = List.of(HASH, ADOPT);

    static ScanRequest of(Parameters form) throws InvalidJobException {
        return new ScanRequest(JobForm.flag(form, HASH), JobForm.flag(form, ADOPT));
    }

    static ScanRequest of(@Nullable String text) {
        try {
            return of(text == null ? Parameters.none() : JobForm.read(text));
        } catch (InvalidJobException invalid) {
            throw new IllegalArgumentException(invalid.getMessage(), invalid);
        }
    }

    String text() {
        return HASH + '=' + hash + '&' + ADOPT + '=' + adopt;
    }
}
