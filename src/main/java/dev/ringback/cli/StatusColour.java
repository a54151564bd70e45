package dev.ringback.cli;

import java.util.Locale;
import picocli.CommandLine.Help.Ansi.Style;

/** Colours a status by what it means to whoever waits: done, under way, failed, or neither of these. */
enum StatusColour {
    DONE(Style.fg_green),
    UNDER_WAY(Style.fg_blue),
    FAILED(Style.fg_red),
    /** Late, given up, gone, or a word that is not known. */
    OTHER(Style.fg_yellow);

    private final Style style;

    StatusColour(Style style) {
        this.style = style;
    }

    static StatusColour of(String status) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "delivered", "read", "received", "completed", "complete" -> DONE;
            case "accepted", "scheduled", "queued", "sending", "sent", "receiving" -> UNDER_WAY;
            case "initiated", "ringing", "in-progress", "paused", "stopped", "processing", "init", "connected" ->
                UNDER_WAY;
            case "failed", "undelivered", "busy", "no-answer", "error" -> FAILED;
            default -> OTHER;
        };
    }

    /** Puts text that has no control characters between those that switch the colour on and off. */
    String paint(String text) {
        return style.on() + text + Style.reset.on();
    }
}
