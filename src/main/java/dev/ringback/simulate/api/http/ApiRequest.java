package dev.ringback.simulate.api.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.model.Parameters;
import dev.ringback.twilio.rest.CsvFormat;
import dev.ringback.twilio.rest.Extension;
import dev.ringback.twilio.rest.Format;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.ListPage;
import dev.ringback.twilio.rest.ResourceView;
import dev.ringback.twilio.rest.XmlFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request whose address leads somewhere, from a caller who may ask there.
 *
 * @param incoming the request as it came
 * @param caller who asks
 * @param variables the parts of the path by the names that the route gives them, decoded
 */
public record ApiRequest(IncomingRequest incoming, Caller caller, Map<String, String> variables) {
    static final String ACCOUNT_SID = "AccountSid";

    /** Returns the account that the path names; where it names none, the caller's. */
    public String accountSid() {
        return variables.getOrDefault(ACCOUNT_SID, caller.account().sid());
    }

    /**
     * Returns a part of the path.
     *
     * @throws IllegalArgumentException when the route has none of that name
     */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name + " in the path");
        }
        return value;
    }

    /** Returns the same with another value for a part of the path. */
    public ApiRequest withVariable(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(variables);
        changed.put(name, value);
        return new ApiRequest(incoming, caller, changed);
    }

    public Parameters query() {
        return incoming.query();
    }

    public Parameters form() {
        return incoming.form();
    }

    /** Returns the 404 of this address. */
    public ApiError notFound() {
        return ApiError.notFound(incoming.path());
    }

    /** Answers with a resource. */
    public <T> Answer resource(int status, ResourceView<T> view, T resource) {
        return Answer.of(status, format().contentType(), format().resource(view, resource));
    }

    /** Answers with JSON, at whatever address. */
    public Answer json(int status, ObjectNode body) {
        return Answer.of(status, JsonFormat.CONTENT_TYPE, body.toString());
    }

    /** Answers with a page as the 2010-04-01 API wraps it. */
    public <T> Answer list(ListPage<T> page) {
        return Answer.of(200, format().contentType(), format().list(page));
    }

    /** Answers with a page as the v1 APIs wrap it. */
    public <T> Answer metaList(ListPage<T> page) {
        return Answer.of(200, JsonFormat.CONTENT_TYPE, json().metaList(page));
    }

    /** Returns the path as the addresses of pages show it; those of the v1 APIs are whole URLs. */
    public String listPath() {
        String path = incoming.path();
        return path.startsWith("/2010-04-01/") ? Extension.of(path).shown(path) : incoming.baseUrl() + path;
    }

    private Format format() {
        return switch (Extension.of(incoming.path())) {
            case JSON -> json();
            case CSV -> new CsvFormat();
            case XML, NONE -> new XmlFormat();
        };
    }

    private JsonFormat json() {
        return new JsonFormat(incoming.baseUrl());
    }
}
