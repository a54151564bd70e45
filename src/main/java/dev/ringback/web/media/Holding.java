package dev.ringback.web.media;

import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells what the vault has of the content that a request asks for, and what it knows of the one at Twilio.
 *
 * @param formats the entries of the ledger
 * @param belonging whether the content is below the address that was asked
 */
record Holding(Wanted wanted, List<VaultObject> formats, Belonging belonging) {
    /** Says whether content is below an address. */
    enum Belonging {
        HERE,
        /** It is of another call, conference or message. */
        ELSEWHERE,
        /** Neither the vault nor the mirror knows: Twilio would. */
        UNKNOWN
    }

    /** Returns the entry of the format that is wanted, if the vault has it. */
    Optional<VaultObject> copied() {
        return belonging == Belonging.HERE ? entry().filter(VaultObject::isCopied) : Optional.empty();
    }

    private Optional<VaultObject> entry() {
        return formats.stream()
                .filter(object -> object.format().equals(wanted.format()))
                .findFirst();
    }

    /** Tells whether asking Twilio would be for nothing. */
    boolean isGoneAtTwilio() {
        return isDeletedAtTwilio() || entry().filter(Holding::isLost).isPresent();
    }

    private boolean isDeletedAtTwilio() {
        return formats.stream().anyMatch(object -> object.deletedAt() != null);
    }

    private static boolean isLost(VaultObject object) {
        return object.state() == VaultState.GONE || object.state() == VaultState.DAMAGED;
    }

    /** Says in a half sentence why nothing can be sent, and what the vault has instead. */
    String absence() {
        String why = entry().map(this::reason).orElse("");
        if (formats.isEmpty() || belonging != Belonging.HERE) {
            return Absence.WITH_TWILIO;
        }
        String others = formats.stream()
                .filter(VaultObject::isCopied)
                .map(VaultObject::format)
                .filter(format -> !format.equals(wanted.format()))
                .collect(Collectors.joining(" and "));
        String without = why.isEmpty() ? "the vault does not keep it as " + wanted.format() : why;
        return without
                + (isDeletedAtTwilio() ? ", and it is deleted at Twilio" : "")
                + (others.isEmpty() ? "" : "; the vault has it as " + others);
    }

    private String reason(VaultObject object) {
        return switch (object.state()) {
            case HEARD, FAILED -> "the vault has not copied it yet";
            case GONE -> "Twilio had it no more before the vault could copy it";
            case DAMAGED -> "the vault's copy of it is lost";
            case REMOVED -> "it was deleted in the vault";
            case COPIED ->
                wanted.channels() == null
                        ? "the vault's copy of it is missing"
                        : "the vault cannot make " + wanted.channels() + " of its channels";
            case DONE -> "";
        };
    }
}
