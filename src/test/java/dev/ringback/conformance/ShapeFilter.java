package dev.ringback.conformance;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;

/** Checks the shape of every answer that a test gets at one of Twilio's own addresses. */
public final class ShapeFilter implements Filter {
    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification ignored, FilterContext context) {
        Response response = context.next(request, ignored);
        String path = URI.create(request.getURI()).getRawPath();
        boolean json = String.valueOf(response.contentType()).startsWith("application/json");
        if (response.statusCode() == 200
                && json
                && AnswerShape.isTwilios(path)
                && request.getMethod().equals("GET")) {
            AnswerShape.check(path, response.asString());
        }
        return response;
    }
}
