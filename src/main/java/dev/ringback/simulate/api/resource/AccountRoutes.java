package dev.ringback.simulate.api.resource;

import dev.ringback.model.Account;
import dev.ringback.model.Page;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.ApiError;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.http.Routes;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.TwilioDates;
import dev.ringback.twilio.rest.AccountViews;
import dev.ringback.twilio.rest.ListPage;
import dev.ringback.twilio.rest.ResourceView;
import java.time.Instant;
import java.util.List;

/**
 * Accounts, with their auth tokens, as Twilio shows them. API keys do not open them; that Twilio refuses with 403 and this code nobody has
 * confirmed.
 */
final class AccountRoutes {
    private static final Instant OPENED = Instant.parse("2020-01-02T03:04:05Z");

    private static final ResourceView<Account> VIEW = AccountViews.ACCOUNT
            .withText("friendly_name", account -> "Account " + account.sid())
            .withText("auth_token", account -> account.authTokens().get(0))
            .withText("date_created", account -> TwilioDates.rfc2822(OPENED))
            .withText("date_updated", account -> TwilioDates.rfc2822(OPENED))
            .withText("type", account -> "Full");

    private final World world;
    private final Lists lists;

    AccountRoutes(World world) {
        this.world = world;
        this.lists = new Lists(world);
    }

    void addTo(Routes routes) {
        routes.add("GET", "/2010-04-01/Accounts", this::list).account("GET", "", this::fetch);
    }

    private Answer list(ApiRequest request) {
        checkNoKey(request);
        List<Account> accounts = world.accounts().readableBy(request.caller().account()).stream()
                .map(sid -> world.accounts().find(sid).orElseThrow(request::notFound))
                .toList();
        return request.list(ListPage.asTwilio(
                VIEW, lists.pageRequest(request), new Page<>(accounts, false), request.listPath(), request.query()));
    }

    private Answer fetch(ApiRequest request) {
        checkNoKey(request);
        Account account = world.accounts().find(request.accountSid()).orElseThrow(request::notFound);
        return request.resource(200, VIEW, account);
    }

    private static void checkNoKey(ApiRequest request) {
        if (request.caller().key() != null) {
            throw ApiError.of(403, 20403, "Forbidden");
        }
    }
}
