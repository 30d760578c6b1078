package announcer.lib.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** A file of a page, as it is and compressed. Immutable. */
public final class PageFile {
    private final String type;
    private final String tag;
    private final byte[] plain;
    private final byte[] compressed;

    PageFile(String type, byte[] plain) {
        this.type = type;
        this.plain = plain;
        compressed = gzip(plain);
        tag = digest(plain);
    }

    /** Answers with the file, or that the browser has it. */
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean zipped = compressed.length < plain.length && takesGzip(request.getHeader("Accept-Encoding"));
        byte[] content = zipped ? compressed : plain;
        String entity = "\"" + tag + (zipped ? "-gz\"" : "\"");
        // Asked for each time and sent when it is another: a new bundle's page is never mixed with the old one's modules.
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("Vary", "Accept-Encoding");
        response.setHeader("ETag", entity);
        if (entity.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        if (zipped) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(type);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    /** Browsers name it plainly; whoever gives weights to codings gets the file as it is. */
    private static boolean takesGzip(String accepted) {
        if (accepted != null) {
            for (String coding : accepted.toLowerCase(Locale.ROOT).split(",", 20)) {
                if (coding.strip().equals("gzip")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(content);
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written to", e);
        }
        return out.toByteArray();
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
