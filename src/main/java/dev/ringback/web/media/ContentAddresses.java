package dev.ringback.web.media;

import dev.ringback.model.Parameters;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.query.Caller;
import dev.ringback.query.QueryString;
import dev.ringback.twilio.Sid;
import dev.ringback.twilio.rest.TwilioException;
import dev.ringback.vault.VaultOptions;
import io.javalin.http.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads from Twilio's addresses which content a request asks for. Stateless. */
final class ContentAddresses {
    private ContentAddresses() {}

    /**
     * Reads the address of a recording.
     *
     * @param format with which the address ends; null where it has none, which means WAV
     * @param parent what the address stands below; null for the account itself
     * @throws TwilioException 404 for what is no SID, 400 for a number of channels that no recording has, 401 for an account that the credentials do not open
     */
    static Wanted recording(Context ctx, @Nullable String format, Wanted.@Nullable Type parent) {
        String account = Caller.of(ctx).pathAccountSid(ctx);
        Wanted.Parent below = parent == null ? null : parent(ctx, parent);
        String sid = sid(ctx, "Sid", "RE");
        String path = "/2010-04-01/Accounts/" + account + (below == null ? "" : below.path()) + "/Recordings/" + sid
                + (format == null ? "" : '.' + format);
        Parameters query = QueryString.parameters(ctx);
        return new Wanted(
                account,
                VaultKind.RECORDING,
                sid,
                format == null ? VaultOptions.WAV : format,
                below,
                channels(query),
                path,
                isDownload(query),
                false);
    }

    /**
     * Reads the address of an attachment.
     *
     * @throws TwilioException 404 for what is no SID, 401 for an account that the credentials do not open
     */
    static Wanted medium(Context ctx) {
        String account = Caller.of(ctx).pathAccountSid(ctx);
        Wanted.Parent message = parent(ctx, Wanted.Type.MESSAGE);
        String sid = sid(ctx, "Sid", "ME");
        return new Wanted(
                account,
                VaultKind.MEDIA,
                sid,
                VaultObject.NO_FORMAT,
                message,
                null,
                "/2010-04-01/Accounts/" + account + message.path() + "/Media/" + sid,
                isDownload(QueryString.parameters(ctx)),
                false);
    }

    private static Wanted.Parent parent(Context ctx, Wanted.Type type) {
        return new Wanted.Parent(type, sid(ctx, type.parameter(), type.prefixes()));
    }

    private static String sid(Context ctx, String name, String... prefixes) {
        String sid = ctx.pathParam(name);
        if (!Sid.isSid(sid, prefixes)) {
            throw Absence.of(ctx, Absence.WITH_TWILIO);
        }
        return sid;
    }

    /** @throws TwilioException 400 for what is neither 1 nor 2 */
    static @Nullable Integer channels(Parameters query) {
        String text = query.text("RequestedChannels");
        if (text == null) {
            return null;
        }
        if (!text.equals("1") && !text.equals("2")) {
            throw TwilioException.invalidParameter("RequestedChannels", text, "1 or 2");
        }
        return Integer.valueOf(text);
    }

    /** Tells whether the content is to be kept as a file: the parameter alone says so, and anything but a no. */
    static boolean isDownload(Parameters query) {
        String value = query.get("Download");
        String word = value == null ? "false" : value.strip().toLowerCase(Locale.ROOT);
        return !word.equals("false") && !word.equals("0");
    }
}
