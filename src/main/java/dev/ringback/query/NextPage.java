package dev.ringback.query;

import dev.ringback.model.Parameters;
import dev.ringback.twilio.FormEncoder;
import dev.ringback.twilio.rest.PageParameters;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;

/** Writes the address of the next page of a list that goes by id, newest first. */
final class NextPage {
    /** The parameter with the id that a page ends before. */
    static final String BEFORE_ID = "BeforeId";

    private NextPage() {}

    /**
     * Returns the address of the page behind the one that a request asks for.
     *
     * @param filters names of the parameters that the next page takes over, as far as the request has them
     * @param lastId of the last row of the page
     */
    static String uri(Context ctx, Parameters query, List<String> filters, int size, long lastId) {
        List<Parameters.Parameter> parameters = new ArrayList<>();
        for (String name : filters) {
            String value = query.text(name);
            if (value != null) {
                parameters.add(new Parameters.Parameter(name, value));
            }
        }
        parameters.add(new Parameters.Parameter(PageParameters.SIZE, String.valueOf(size)));
        parameters.add(new Parameters.Parameter(BEFORE_ID, String.valueOf(lastId)));
        return ctx.path() + '?' + FormEncoder.body(new Parameters(parameters));
    }
}
