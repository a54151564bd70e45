package dev.ringback.query;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.PageRequest;
import dev.ringback.twilio.rest.AccountViews;
import dev.ringback.twilio.rest.FilterParameters;
import io.javalin.http.Context;
import java.util.List;

/** {@code /Accounts}: those of the settings that the credentials open. */
public final class AccountHandler {
    private static final List<String> STATUSES = List.of("active", "suspended", "closed");

    private final Accounts accounts;
    private final Answers answers;

    public AccountHandler(Accounts accounts, Answers answers) {
        this.accounts = accounts;
        this.answers = answers;
    }

    public void fetch(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        answers.resource(
                request, AccountViews.ACCOUNT, accounts.find(request.accountSid()), account -> Provenance.SETTINGS);
    }

    /** Their names are not known, so none has the one that {@code FriendlyName} asks for. */
    public void list(Context ctx) {
        ApiRequest request = ApiRequest.ofCaller(ctx);
        PageRequest page = request.page();
        FilterParameters filters = request.filters();
        String status = filters.oneOf("Status", STATUSES);
        boolean none = filters.text("FriendlyName") != null || (status != null && !status.equals(AccountViews.STATUS));
        List<Account> listed = none
                ? List.of()
                : Caller.of(ctx).accountSids().stream()
                        .flatMap(sid -> accounts.find(sid).stream())
                        .toList();
        answers.list(
                request,
                AccountViews.ACCOUNT,
                page,
                InMemoryPages.page(listed, Account::sid, page),
                Provenance.SETTINGS);
    }
}
