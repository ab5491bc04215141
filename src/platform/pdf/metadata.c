/* Finishes cairo's file with qpdf: language, XMP, the title in the window's bar, scopes of table headings, marks on decoration, and
 * writes PDF 1.7 with an identity made from the content, so that the same letter is the same bytes. Draws nothing. */
#include "base/err.h"
#include "platform/pdf/paper.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

static const char *language_tag(enum lang lang) {
    switch (lang) {
    case LANG_NB: return "nb-NO";
    case LANG_NN: return "nn-NO";
    case LANG_EN: return "en-GB";
    }
    return "nb-NO";
}

static void add_xml(struct str *xml, const char *text) {
    for (; *text; text++) {
        switch (*text) {
        case '&': str_add(xml, "&amp;"); break;
        case '<': str_add(xml, "&lt;"); break;
        case '>': str_add(xml, "&gt;"); break;
        default: str_add_char(xml, (unsigned char)*text < ' ' ? ' ' : *text); break;
        }
    }
}

static struct str xmp(struct arena *arena, const struct letter *letter) {
    struct str xml = str_in(arena);
    str_add(&xml, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                  "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                  " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
                  "<pdfuaid:part>1</pdfuaid:part>\n<dc:format>application/pdf</dc:format>\n"
                  "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
    add_xml(&xml, letter->title);
    str_add(&xml, "</rdf:li></rdf:Alt></dc:title>\n");
    if (!text_empty(letter->sender)) {
        str_add(&xml, "<dc:creator><rdf:Seq><rdf:li>");
        add_xml(&xml, letter->sender);
        str_add(&xml, "</rdf:li></rdf:Seq></dc:creator>\n");
    }
    str_addf(&xml, "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n", language_tag(letter->lang));
    if (!date_is_none(letter->date)) str_addf(&xml, "<xmp:CreateDate>%sT00:00:00Z</xmp:CreateDate>\n", date_iso(arena, letter->date));
    str_add(&xml, "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
    return xml;
}

static void set_stream(qpdf_data pdf, qpdf_oh stream, const void *bytes, size_t size) {
    qpdf_oh_replace_stream_data(pdf, stream, bytes, size, qpdf_oh_new_null(pdf), qpdf_oh_new_null(pdf));
}

static void describe(qpdf_data pdf, qpdf_oh root, const struct letter *letter, struct arena *arena) {
    qpdf_oh_replace_key(pdf, root, "/Lang", qpdf_oh_new_string(pdf, language_tag(letter->lang)));
    qpdf_oh preferences = qpdf_oh_new_dictionary(pdf);
    qpdf_oh_replace_key(pdf, preferences, "/DisplayDocTitle", qpdf_oh_new_bool(pdf, QPDF_TRUE));
    qpdf_oh_replace_key(pdf, root, "/ViewerPreferences", preferences);
    struct str xml = xmp(arena, letter);
    qpdf_oh stream = qpdf_oh_new_stream(pdf);
    set_stream(pdf, stream, str_text(&xml), xml.length);
    qpdf_oh dictionary = qpdf_oh_get_dict(pdf, stream);
    qpdf_oh_replace_key(pdf, dictionary, "/Type", qpdf_oh_new_name(pdf, "/Metadata"));
    qpdf_oh_replace_key(pdf, dictionary, "/Subtype", qpdf_oh_new_name(pdf, "/XML"));
    qpdf_oh_replace_key(pdf, root, "/Metadata", stream);
    if (!date_is_none(letter->date)) return;
    qpdf_oh info = qpdf_oh_get_key(pdf, qpdf_get_trailer(pdf), "/Info");
    qpdf_oh_remove_key(pdf, info, "/CreationDate"); /* cairo's own is the time of day */
    qpdf_oh_remove_key(pdf, info, "/ModDate");
}

/* An element's attributes: what a reader needs to announce a table heading or a list. */
static void set_attribute(qpdf_data pdf, qpdf_oh element, const char *owner, const char *key, const char *value) {
    qpdf_oh attributes = qpdf_oh_new_dictionary(pdf);
    qpdf_oh_replace_key(pdf, attributes, "/O", qpdf_oh_new_name(pdf, owner));
    qpdf_oh_replace_key(pdf, attributes, key, qpdf_oh_new_name(pdf, value));
    qpdf_oh_replace_key(pdf, element, "/A", attributes);
}

static void complete_structure(qpdf_data pdf, qpdf_oh node, bool in_head) {
    if (qpdf_oh_is_array(pdf, node)) {
        for (int i = 0; i < qpdf_oh_get_array_n_items(pdf, node); i++)
            complete_structure(pdf, qpdf_oh_get_array_item(pdf, node, i), in_head);
        return;
    }
    if (!qpdf_oh_is_dictionary(pdf, node)) return;
    qpdf_oh type = qpdf_oh_get_key(pdf, node, "/S");
    const char *name = qpdf_oh_is_name(pdf, type) ? qpdf_oh_get_name(pdf, type) : "";
    bool head = in_head || text_equal(name, "/THead");
    if (text_equal(name, "/TH")) set_attribute(pdf, node, "/Table", "/Scope", head ? "/Column" : "/Row");
    else if (text_equal(name, "/L")) set_attribute(pdf, node, "/List", "/ListNumbering", "/Disc");
    complete_structure(pdf, qpdf_oh_get_key(pdf, node, "/K"), head);
}

static int mark_page(qpdf_data pdf, qpdf_oh page, struct arena *arena) {
    unsigned char *bytes = NULL;
    size_t size = 0;
    if (qpdf_oh_get_page_content_data(pdf, page, &bytes, &size)) return ERR_IO;
    struct blob marked;
    bool understood = artifact_mark(arena, (struct blob){bytes, size}, &marked);
    free(bytes);
    if (!understood) return ERR_UNSUPPORTED;
    qpdf_oh content = qpdf_oh_get_key(pdf, page, "/Contents");
    if (!qpdf_oh_is_stream(pdf, content)) return ERR_UNSUPPORTED;
    set_stream(pdf, content, marked.data, marked.size);
    return 0;
}

static int write_out(qpdf_data pdf, struct arena *arena, struct blob *ret_pdf) {
    if (qpdf_init_write_memory(pdf)) return ERR_IO;
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    qpdf_force_pdf_version(pdf, "1.7");
    qpdf_set_object_stream_mode(pdf, qpdf_o_generate);
    if (qpdf_write(pdf) || qpdf_has_error(pdf)) return ERR_IO;
    size_t size = qpdf_get_buffer_length(pdf);
    uint8_t *copy = arena_alloc(arena, size);
    memcpy(copy, qpdf_get_buffer(pdf), size);
    *ret_pdf = (struct blob){copy, size};
    return 0;
}

static int finish(qpdf_data pdf, const struct letter *letter, struct arena *arena, struct blob drawn, struct blob *ret_pdf) {
    if (qpdf_read_memory(pdf, "letter", (const char *)drawn.data, drawn.size, NULL)) return ERR_IO;
    qpdf_oh root = qpdf_get_root(pdf);
    describe(pdf, root, letter, arena);
    complete_structure(pdf, qpdf_oh_get_key(pdf, qpdf_oh_get_key(pdf, root, "/StructTreeRoot"), "/K"), false);
    for (int i = 0; i < qpdf_get_num_pages(pdf); i++) {
        int result = mark_page(pdf, qpdf_get_page_n(pdf, (size_t)i), arena);
        if (result) return result;
    }
    return qpdf_has_error(pdf) ? ERR_IO : write_out(pdf, arena, ret_pdf);
}

int paper_finish(const struct letter *letter, struct arena *arena, struct blob drawn, struct blob *ret_pdf) {
    qpdf_data pdf = qpdf_init();
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    int result = finish(pdf, letter, arena, drawn, ret_pdf);
    qpdf_cleanup(&pdf);
    return result;
}
