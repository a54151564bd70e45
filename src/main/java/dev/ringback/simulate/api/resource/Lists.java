package dev.ringback.simulate.api.resource;

import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.Resource;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.ApiError;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.state.Held;
import dev.ringback.simulate.api.state.Shelf;
import dev.ringback.simulate.api.state.World;
import dev.ringback.twilio.rest.ListPage;
import dev.ringback.twilio.rest.PageParameters;
import dev.ringback.twilio.rest.PageTokens;
import dev.ringback.twilio.rest.ResourceView;
import java.util.function.Predicate;

/**
 * Answers requests for lists: the newest first, pages by token, and what is too young left out.
 *
 * <p>A page after the first needs its token: 400, code 20001 (twilio-python issue 395). A page size beyond 1000 counts as 1000; error 20007
 * says otherwise, but Twilio's libraries send larger ones.
 */
final class Lists {
    private final World world;

    Lists(World world) {
        this.world = world;
    }

    /** Answers with a page of the 2010-04-01 API. */
    <T extends Resource> Answer list(
            ApiRequest request, Shelf<T> shelf, ResourceView<Held<T>> view, Predicate<Held<T>> wanted) {
        return request.list(page(request, shelf, view, wanted));
    }

    /** Answers with a page of the v1 APIs. */
    <T extends Resource> Answer metaList(
            ApiRequest request, Shelf<T> shelf, ResourceView<Held<T>> view, Predicate<Held<T>> wanted) {
        return request.metaList(page(request, shelf, view, wanted));
    }

    private <T extends Resource> ListPage<Held<T>> page(
            ApiRequest request, Shelf<T> shelf, ResourceView<Held<T>> view, Predicate<Held<T>> wanted) {
        PageRequest page = pageRequest(request);
        Page<Held<T>> rows = shelf.page(
                        request.accountSid(), page, held -> world.isListed(held.resource()) && wanted.test(held))
                .orElseThrow(() -> ApiError.badRequest(20001, "Invalid PageToken"));
        return ListPage.asTwilio(view, page, rows, request.listPath(), request.query());
    }

    /**
     * Reads which page is wanted.
     *
     * @throws ApiError 400 with code 20001 for a page without its token; 500 with code 20500 where pages of 1000 fail
     */
    PageRequest pageRequest(ApiRequest request) {
        String number = request.query().text(PageParameters.NUMBER);
        if (number != null && !number.equals("0") && request.query().text(PageParameters.TOKEN) == null) {
            throw ApiError.badRequest(20001, "PageToken is required for paging.");
        }
        PageRequest page = PageParameters.read(request.query(), PageTokens.TWILIO);
        if (world.conditions().largePagesFail() && page.size() == PageRequest.MAX_SIZE) {
            throw ApiError.serverError();
        }
        return page;
    }
}
