package announcer.web;

import java.io.IOException;
import java.util.Locale;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import jakarta.servlet.http.HttpServletRequest;

/** Lets those pass who present the token ({@code Authorization: Bearer ...}). */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final String SCHEME = "bearer ";
    private static final String CHALLENGE = "Bearer realm=\"announcer\"";

    private final ApiToken token;

    Guard(ApiToken token) {
        this.token = token;
    }

    void check(HttpServletRequest request) throws Problem {
        String header = request.getHeader("Authorization");
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw unauthorised("the request carries no token", CHALLENGE);
        }
        if (!matches(header.substring(SCHEME.length()).strip())) {
            throw unauthorised("the token is not the right one", CHALLENGE + ", error=\"invalid_token\"");
        }
    }

    private boolean matches(String presented) throws Problem {
        try {
            return token.is(presented);
        } catch (IOException e) {
            LOG.error("the HTTP API refuses every request, since its token cannot be read or made: {}", e.toString());
            throw new Problem(503, "token-unusable", "The API's token cannot be used",
                    "the server cannot read or make the file conf/api.token, so nobody can be let in; its log says why");
        }
    }

    private static Problem unauthorised(String what, String challenge) {
        return new Problem(401, "unauthorised", "A token is needed",
                what + "; send \"Authorization: Bearer TOKEN\" with the token that is in conf/api.token in Announcer's home folder")
                .header("WWW-Authenticate", challenge);
    }
}
