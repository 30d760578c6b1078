package announcer.conf.console;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** A response that is held back until it is complete, so that its text, or that of an archive's parts, can be changed. Not thread-safe. */
final class BufferedResponse extends HttpServletResponseWrapper {
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final ServletOutputStream out = new Holding();
    private PrintWriter writer;

    BufferedResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return out;
    }

    @Override
    public PrintWriter getWriter() {
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(held, charset()));
        }
        return writer;
    }

    private Charset charset() {
        return Charset.forName(getCharacterEncoding());
    }

    @Override
    public void flushBuffer() {
        // Nothing goes out before it is whole.
    }

    @Override
    public void resetBuffer() {
        held.reset();
    }

    @Override
    public void setContentLength(int length) {
        // It may become another.
    }

    @Override
    public void setContentLengthLong(long length) {
        // It may become another.
    }

    /** Lets the answer go. */
    void release(UnaryOperator<String> change) throws IOException {
        if (writer != null) {
            writer.flush();
        }
        if (held.size() == 0 || isCommitted()) {
            return;
        }
        String type = String.valueOf(getContentType());
        byte[] bytes = held.toByteArray();
        if (type.startsWith("application/zip")) {
            bytes = archive(bytes, change);
        } else if (type.startsWith("text/") || type.startsWith("application/json") || type.startsWith("application/javascript")) {
            bytes = change.apply(new String(bytes, charset())).getBytes(charset());
        }
        getResponse().setContentLength(bytes.length);
        getResponse().getOutputStream().write(bytes);
    }

    private static byte[] archive(byte[] bytes, UnaryOperator<String> change) throws IOException {
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes)); ZipOutputStream to = new ZipOutputStream(changed)) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                byte[] part = in.readAllBytes();
                to.putNextEntry(new ZipEntry(e.getName()));
                to.write(e.getName().matches(".*\\.(txt|json|html)")
                        ? change.apply(new String(part, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)
                        : part);
                to.closeEntry();
            }
        }
        return changed.toByteArray();
    }

    private final class Holding extends ServletOutputStream {
        @Override
        public void write(int b) {
            held.write(b);
        }

        @Override
        public void write(byte[] b, int from, int length) {
            held.write(b, from, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("the console's pages are written in one go");
        }
    }
}
