package id.mpp.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A generated first password in clear, as {@code credentials.json} holds it; never logged. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Credential(
        String username,
        String password,
        String role,
        @Nullable String agency) {
    @Override
    public String toString() {
        return "Credential[" + username + "]";
    }
}
