package dev.ringback.query;

import dev.ringback.model.Parameters;
import dev.ringback.model.TimeRange;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.model.VaultState;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.VaultFilter;
import dev.ringback.storage.VaultLedger;
import dev.ringback.twilio.FormEncoder;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.PageParameters;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code /ringback/v1/vault}: the ledger of the vault, what was heard of last first. {@code Kind}, {@code State}, {@code Sid}, {@code Since}, {@code Before},
 * {@code Deleted} and {@code Account} limit the list; pages begin behind the entry that {@code PageToken} names.
 */
public final class VaultHandler {
    private static final String KIND = "Kind";
    private static final String STATE = "State";
    private static final String SID = "Sid";
    private static final String SINCE = "Since";
    private static final String BEFORE = "Before";
    private static final String DELETED = "Deleted";
    private static final String ACCOUNT = "Account";
    private static final List<String> FILTERS = List.of(KIND, STATE, SID, SINCE, BEFORE, DELETED, ACCOUNT);

    private final VaultLedger ledger;

    public VaultHandler(VaultLedger ledger) {
        this.ledger = ledger;
    }

    public void list(Context ctx) {
        Parameters query = QueryString.parameters(ctx);
        int size = PageParameters.size(query);
        List<VaultObject> found = ledger.list(filter(Caller.of(ctx), query), behind(query), size + 1);
        List<VaultObject> page = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? next(ctx, query, size, page.get(size - 1)) : null;
        ctx.contentType(JsonFormat.CONTENT_TYPE).result(VaultJson.list(page, next));
    }

    private static VaultFilter filter(Caller caller, Parameters query) {
        FilterParameters filters = new FilterParameters(query);
        TimeRange heard = filters.sinceAndBefore(SINCE, BEFORE);
        String account = filters.sid(ACCOUNT, "AC");
        AccountScope scope = account == null ? caller.scope() : caller.scope(account);
        return new VaultFilter(
                scope,
                oneOf(filters, KIND, VaultKind.values(), VaultKind::text),
                oneOf(filters, STATE, VaultState.values(), VaultState::text),
                filters.sid(SID, ""),
                heard.from(),
                heard.until(),
                filters.flag(DELETED));
    }

    private static <E> @Nullable E oneOf(
            FilterParameters filters, String name, E[] values, Function<E, String> spelling) {
        String text = filters.oneOf(name, Stream.of(values).map(spelling).toList());
        return Stream.of(values)
                .filter(value -> spelling.apply(value).equals(text))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable VaultObject behind(Parameters query) {
        String token = query.text(PageParameters.TOKEN);
        return token == null ? null : VaultPageToken.read(token).orElseThrow(() -> PageParameters.invalidToken(token));
    }

    private static String next(Context ctx, Parameters query, int size, VaultObject last) {
        List<Parameters.Parameter> parameters = new ArrayList<>();
        for (String name : FILTERS) {
            String value = query.text(name);
            if (value != null) {
                parameters.add(new Parameters.Parameter(name, value));
            }
        }
        parameters.add(new Parameters.Parameter(PageParameters.SIZE, String.valueOf(size)));
        parameters.add(new Parameters.Parameter(PageParameters.TOKEN, VaultPageToken.write(last)));
        return ctx.path() + '?' + FormEncoder.body(new Parameters(parameters));
    }
}
