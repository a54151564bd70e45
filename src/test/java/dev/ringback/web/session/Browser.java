package dev.ringback.web.session;

import static io.restassured.RestAssured.given;

import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Somebody with a browser: sends the cookie that came with the last answer, says where a form comes from, and follows no redirect by itself. */
final class Browser {
    private final String url;
    private @Nullable String cookie;

    Browser(int port) {
        url = "http://127.0.0.1:" + port;
    }

    String url() {
        return url;
    }

    /** Returns a request with the cookie, sent as it is written. */
    RequestSpecification request() {
        RequestSpecification request = anonymous();
        return cookie == null ? request : request.header("Cookie", SessionCookie.NAME + "=" + cookie);
    }

    /** Returns a request with HTTP Basic, as a browser sends it once its user was asked. */
    RequestSpecification basic(String user, String password) {
        return anonymous()
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns a request without it. */
    RequestSpecification anonymous() {
        return given().config(RestAssuredConfig.config()
                        .redirect(RedirectConfig.redirectConfig().followRedirects(false)))
                .header("Connection", "close")
                .urlEncodingEnabled(false)
                .baseUri(url);
    }

    Response get(String path) {
        return request().get(path);
    }

    Response signIn(String user, String password, String next) {
        Response answer = form().formParam("user", user)
                .formParam("password", password)
                .formParam("next", next)
                .post(SignIn.PATH);
        if (answer.getCookie(SessionCookie.NAME) != null) {
            cookie = answer.getCookie(SessionCookie.NAME);
        }
        return answer;
    }

    Response signOut() {
        return form().formParam(SignedIn.CSRF_FIELD, csrf()).post(SignIn.OUT_PATH);
    }

    /** Begins to send a form of one of our pages. */
    RequestSpecification form() {
        return request()
                .urlEncodingEnabled(true)
                .header("Origin", url)
                .contentType(ContentType.URLENC.withCharset("utf-8"));
    }

    String token() {
        return String.valueOf(cookie);
    }

    void setToken(String token) {
        cookie = token;
    }

    /** Returns the token that each page holds in its forms. */
    String csrf() {
        return Sessions.formToken(token());
    }
}
