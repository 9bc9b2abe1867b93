package id.mpp.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What Jetty itself refuses before any route is asked (broken requests, headers over the limit), also as problem JSON.
 */
final class JettyProblems extends ErrorHandler {
    private final ProblemTexts texts;

    JettyProblems(ProblemTexts texts) {
        this.texts = texts;
        setShowStacks(false);
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        String language = texts.languageFor(request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE));
        Problem problem = code >= 500 && cause != null && !(cause instanceof HttpException)
                ? ProblemAnswers.unexpected(cause, request.getMethod())
                : ProblemAnswers.ofStatus(code);
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemAnswers.CONTENT_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(texts.write(problem, language)), callback);
    }
}
