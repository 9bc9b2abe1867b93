package id.mpp.kiosk.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import id.mpp.wire.Json;
import io.javalin.http.Context;
import java.io.UncheckedIOException;

/** Answers as JSON: records, which the library writes. */
public final class JsonBytes {
    private JsonBytes() {}

    /** A record, as the library writes it. */
    public static byte[] of(Object answer) {
        try {
            return Json.mapper().writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write " + answer.getClass(), e);
        }
    }

    /** Answers a request with a record. */
    public static void answer(Context ctx, Object answer) {
        ctx.contentType("application/json").result(of(answer));
    }
}
