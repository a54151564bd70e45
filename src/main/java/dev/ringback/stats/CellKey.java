package dev.ringback.stats;

import org.jspecify.annotations.Nullable;

/**
 * Says what the messages of a cell have in common.
 *
 * @param errorCode 0 for none
 */
record CellKey(
        boolean inbound,
        @Nullable String sender,
        @Nullable String service,
        @Nullable String country,
        @Nullable String carrier,
        String status,
        int errorCode) {

    CellKey withSender(String other) {
        return new CellKey(inbound, other, service, country, carrier, status, errorCode);
    }
}
