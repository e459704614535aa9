// SPDX-License-Identifier: Apache-2.0
// Definitions of structs and unions: natural layout, or explicit offsets where it differs.
#include "core/ir/layout.hpp"
#include "core/ir/validate.hpp"
#include "frontend/dir/literals.hpp"
#include "frontend/dir/types.hpp"

#include "core/base/suggest.hpp"

namespace sdvlite::frontend::dir {

namespace {

constexpr std::uint64_t kMaxRecordBytes = std::uint64_t{1} << 40;

using Members = std::vector<Parser::MemberContext*>;
using Options = std::vector<Parser::RecordOptionContext*>;

class RecordReader {
public:
    RecordReader(FileContext& context, ir::RecordId id)
        : context_(context), id_(id), layout_(context.program.types, record().is_union) {}

    void read(const Members& members, const Options& options) {
        for (Parser::MemberContext* m : members) read_member(m);
        layout_.finish(record());
        for (Parser::RecordOptionContext* o : options) read_option(o);
        if (record().size > kMaxRecordBytes) fail(where_, "this record is too big (limit 2^40 bytes)");
        record().complete = true;
    }

    void at(base::Span where) { where_ = where; }

private:
    ir::Record& record() { return context_.program.types.rec(id_); }

    void read_option(Parser::RecordOptionContext* option);
    void read_member(Parser::MemberContext* member);
    void read_plain(Parser::PlainMemberContext* member);
    void read_nested(Parser::RecordMemberContext* member);
    void read_bits(Parser::PlainMemberContext* member, ir::Field& field);
    std::string first_name(Parser::RecordMemberContext* member) const;
    void check_name(const ir::Field& field, base::Span where);
    void add(ir::Field field, Parser::MemberOffsetContext* offset, base::Span where);

    FileContext& context_;
    ir::RecordId id_;
    ir::Layout layout_;
    base::Span where_;
    std::unordered_map<std::string, bool> names_;
};

void RecordReader::read_option(Parser::RecordOptionContext* option) {
    const std::string word = option->ID()->getText();
    const antlr4::Token* number = option->NUMBER() != nullptr ? option->NUMBER()->getSymbol() : nullptr;
    if (word == "partial" && number == nullptr) {
        record().partial = true;
    } else if (word == "anonymous" && number == nullptr) {
        record().anonymous = true;
    } else if (word == "system" && number == nullptr) {
        record().system = true;
    } else if (word == "size" && number != nullptr) {
        const std::uint64_t size = read_plain_number(context_, number, kMaxRecordBytes);
        if (size < record().size && !record().fields.empty()) {
            std::uint64_t end = 0;
            for (const ir::Field& f : record().fields) {
                end = std::max(end, f.offset + context_.program.types.size_of(f.type));
            }
            if (size < end) fail(context_.span(option), "the fields need " + std::to_string(end) + " bytes");
        }
        record().size = size;
    } else if (word == "align" && number != nullptr) {
        record().align = static_cast<std::uint32_t>(read_plain_number(context_, number, 8192));
        if (record().align == 0 || (record().align & (record().align - 1)) != 0) {
            fail(context_.span(option), "an alignment is a power of two");
        }
    } else {
        fail(context_.span(option), "expected size and a number, align and a number, or partial",
             base::did_you_mean(word, {"size", "align", "partial", "anonymous", "system"}));
    }
}

void RecordReader::read_member(Parser::MemberContext* member) {
    if (auto* plain = dynamic_cast<Parser::PlainMemberContext*>(member)) {
        read_plain(plain);
    } else {
        read_nested(static_cast<Parser::RecordMemberContext*>(member));
    }
}

void RecordReader::read_plain(Parser::PlainMemberContext* member) {
    ir::Field field;
    field.type = declared_type(context_, member->type(), member->declarator());
    require_object_type(context_, field.type, context_.span(member), "a field");
    if (member->declarator() != nullptr) field.name = text_of(context_, member->declarator()->name());
    if (member->NUMBER() != nullptr) {
        read_bits(member, field);
        if (member->declarator() == nullptr && member->memberOffset() == nullptr) {
            return layout_.pad_bits(field.type, field.bit_width);
        }
        if (field.bit_width == 0) fail(context_.span(member), "a named bit-field has at least one bit");
    } else if (field.name.empty() && !context_.program.types.is_record(field.type)) {
        fail(context_.span(member), "this field has no name");
    }
    add(std::move(field), member->memberOffset(), context_.span(member));
}

void RecordReader::read_bits(Parser::PlainMemberContext* member, ir::Field& field) {
    const ir::TypeTable& types = context_.program.types;
    if (!types.is_integer(field.type)) fail(context_.span(member->type()), "a bit-field has an integer type");
    const auto width = read_plain_number(context_, member->NUMBER()->getSymbol(), types.bits_of(field.type));
    field.bit_width = static_cast<std::uint8_t>(width);
}

// Of the first field in an anonymous member: a stable name for its type.
std::string RecordReader::first_name(Parser::RecordMemberContext* member) const {
    for (Parser::MemberContext* m : member->member()) {
        auto* plain = dynamic_cast<Parser::PlainMemberContext*>(m);
        if (plain != nullptr && plain->declarator() != nullptr) return text_of(context_, plain->declarator()->name());
    }
    return {};
}

// struct { ... } Tail; or, without a name, an anonymous member.
void RecordReader::read_nested(Parser::RecordMemberContext* member) {
    ir::TypeTable& types = context_.program.types;
    ir::Field field;
    if (member->declarator() != nullptr) field.name = text_of(context_, member->declarator()->name());
    std::string name = record().name + "." + (field.name.empty() ? "{" + first_name(member) + "}" : field.name);
    while (types.find_record(name).valid()) name += "'";
    const ir::RecordId nested = types.record(name, member->recordKind()->UNION() != nullptr);
    types.rec(nested).anonymous = true;
    types.rec(nested).partial = record().partial;
    RecordReader reader(context_, nested);  // recursion: brackets nest to a limit only
    reader.at(context_.span(member));
    reader.read(member->member(), member->recordOption());
    field.type = types.record_type(nested);
    if (member->declarator() != nullptr && !member->declarator()->dimension().empty()) {
        fail(context_.span(member->declarator()), "give the record a name to make an array of it");
    }
    add(std::move(field), member->memberOffset(), context_.span(member));
}

void RecordReader::check_name(const ir::Field& field, base::Span where) {
    if (field.name.empty()) return;
    if (!names_.emplace(field.name, true).second) {
        fail(where, "there are two fields '" + field.name + "' in " + record().name);
    }
}

void RecordReader::add(ir::Field field, Parser::MemberOffsetContext* offset, base::Span where) {
    check_name(field, where);
    if (offset == nullptr) {
        layout_.place(field);
    } else {
        field.offset = read_plain_number(context_, offset->NUMBER(0)->getSymbol(), kMaxRecordBytes);
        if (offset->NUMBER(1) != nullptr) {
            if (!field.is_bit_field()) fail(context_.span(offset), "only a bit-field begins at a bit");
            const unsigned bits = context_.program.types.bits_of(field.type);
            field.bit_offset = static_cast<std::uint8_t>(
                read_plain_number(context_, offset->NUMBER(1)->getSymbol(), bits - field.bit_width));
        }
        layout_.placed(field);
    }
    if (field.offset + context_.program.types.size_of(field.type) > kMaxRecordBytes) {
        fail(where, "this record is too big (limit 2^40 bytes)");
    }
    record().fields.push_back(std::move(field));
}

// The records of a model are views of the driver's.
bool is_partial(const FileContext& context, const Options& options) {
    if (context.origin == ir::Origin::OsModel || context.origin == ir::Origin::Harness) return true;
    for (Parser::RecordOptionContext* o : options) {
        if (o->ID()->getText() == "partial") return true;
    }
    return false;
}

}  // namespace

void read_record(FileContext& context, Parser::RecordItemContext* item) {
    ir::TypeTable& types = context.program.types;
    const bool is_union = item->recordKind()->UNION() != nullptr;
    const std::string name = text_of(context, item->name());
    const ir::RecordId id = types.record(name, is_union);
    if (types.rec(id).is_union != is_union) {
        fail(context.span(item->name()),
             "'" + name + "' was a " + (is_union ? "struct" : "union") + " before");
    }
    if (item->LBRACE() == nullptr) return;
    if (types.rec(id).complete) fail(context.span(item->name()), "'" + name + "' is defined twice");
    types.rec(id).fields.clear();
    types.rec(id).partial = is_partial(context, item->recordOption());
    RecordReader reader(context, id);
    reader.at(context.span(item->name()));
    reader.read(item->member(), item->recordOption());
}

}  // namespace sdvlite::frontend::dir
