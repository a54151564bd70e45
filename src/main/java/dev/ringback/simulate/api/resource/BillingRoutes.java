package dev.ringback.simulate.api.resource;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringback.model.PageRequest;
import dev.ringback.simulate.api.http.Answer;
import dev.ringback.simulate.api.http.ApiRequest;
import dev.ringback.simulate.api.http.Routes;
import dev.ringback.simulate.api.state.World;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** What has no events: the balance, usage records and phone numbers, in a simple form. */
final class BillingRoutes {
    private static final List<String> NUMBERS = List.of("+14155550100", "+14155550101", "+14155550102");
    private static final List<String> PERIODS = List.of(
            "", "/AllTime", "/Daily", "/LastMonth", "/Monthly", "/ThisMonth", "/Today", "/Yearly", "/Yesterday");

    private final World world;
    private final Lists lists;

    BillingRoutes(World world) {
        this.world = world;
        this.lists = new Lists(world);
    }

    void addTo(Routes routes) {
        routes.account("GET", "/Balance", this::balance)
                .account("GET", "/IncomingPhoneNumbers", this::numbers)
                .account("GET", "/IncomingPhoneNumbers/{Sid}", this::number);
        PERIODS.forEach(period -> routes.account("GET", "/Usage/Records" + period, this::usage));
    }

    private Answer balance(ApiRequest request) {
        return request.json(
                200,
                object().put("account_sid", request.accountSid())
                        .put("balance", "42.00")
                        .put("currency", "USD"));
    }

    private Answer usage(ApiRequest request) {
        ArrayNode records = JsonNodeFactory.instance.arrayNode();
        records.add(record(
                request, "sms-outbound", "messages", world.shelves().messages().size()));
        records.add(record(
                request, "calls-outbound", "calls", world.shelves().calls().size()));
        return list(request, "usage_records", records);
    }

    private ObjectNode record(ApiRequest request, String category, String unit, int count) {
        String today = LocalDate.ofInstant(world.now(), ZoneOffset.UTC).toString();
        ObjectNode record = object().put("account_sid", request.accountSid())
                .put("api_version", "2010-04-01")
                .put("as_of", today + "T00:00:00+00:00")
                .put("category", category)
                .put("count", Integer.toString(count))
                .put("count_unit", unit)
                .put("description", category)
                .put("end_date", today)
                .put("price", "0")
                .put("price_unit", "usd")
                .put("start_date", today)
                .put("uri", request.incoming().path() + "?Category=" + category)
                .put("usage", Integer.toString(count))
                .put("usage_unit", unit);
        record.putObject("subresource_uris");
        return record;
    }

    private Answer numbers(ApiRequest request) {
        ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
        NUMBERS.forEach(number -> numbers.add(number(request, number)));
        return list(request, "incoming_phone_numbers", numbers);
    }

    private Answer number(ApiRequest request) {
        return NUMBERS.stream()
                .filter(number -> sid(number).equals(request.variable("Sid")))
                .findFirst()
                .map(number -> request.json(200, number(request, number)))
                .orElseThrow(request::notFound);
    }

    private static ObjectNode number(ApiRequest request, String number) {
        ObjectNode resource = object().put("sid", sid(number))
                .put("account_sid", request.accountSid())
                .put("api_version", "2010-04-01")
                .put("friendly_name", number)
                .put("phone_number", number)
                .put("status_callback", "")
                .put("status_callback_method", "POST")
                .put("sms_url", "")
                .put("sms_method", "POST")
                .put("voice_method", "POST")
                .put("beta", false)
                .put("origin", "twilio")
                .put("status", "in-use")
                .put(
                        "uri",
                        "/2010-04-01/Accounts/" + request.accountSid() + "/IncomingPhoneNumbers/" + sid(number)
                                + ".json");
        resource.putObject("capabilities")
                .put("voice", true)
                .put("sms", true)
                .put("mms", true)
                .put("fax", false);
        return resource.putNull("voice_url").putNull("trunk_sid");
    }

    private static String sid(String number) {
        return "PN%032d".formatted(Long.parseLong(number.substring(1)));
    }

    private Answer list(ApiRequest request, String key, ArrayNode rows) {
        PageRequest page = lists.pageRequest(request);
        String address = request.incoming().path() + "?PageSize=" + page.size() + "&Page=0";
        ObjectNode body = object().put("first_page_uri", address)
                .put("end", rows.size() - 1)
                .put("page", 0)
                .put("page_size", page.size())
                .put("start", 0)
                .put("uri", address);
        body.putNull("next_page_uri").putNull("previous_page_uri").set(key, rows);
        return request.json(200, body);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
