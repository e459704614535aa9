// SPDX-License-Identifier: Apache-2.0
// Statements as text.
#include "core/ir/printer.hpp"
#include "core/ir/text.hpp"

namespace sdvlite::ir {

namespace {

class StmtPrinter {
public:
    StmtPrinter(std::string& out, const Program& program, const std::vector<std::string>& locals, const Stmt& s,
                const std::string& place)
        : out_(out), program_(program), exprs_(program, &locals, out), s_(s), place_(place) {}

    void print();

private:
    void simple(const char* word) {
        out_ += word;
        if (s_.rhs.valid()) {
            out_ += ' ';
            exprs_.print(s_.rhs);
        }
    }
    void attributes();
    void call();
    void invoke();
    void arguments(const std::vector<ExprId>& args);
    void branch();
    void switch_();
    void choose();
    void assume();
    void unwind() {
        if (s_.unwind != kNoStmt) out_ += " unwind " + label(s_.unwind);
    }
    static std::string label(StmtIndex i) { return "L" + std::to_string(i); }

    std::string& out_;
    const Program& program_;
    ExprPrinter exprs_;
    const Stmt& s_;
    const std::string& place_;
};

void StmtPrinter::attributes() {
    if (s_.closing) out_ += "[closing] ";
    const bool own = s_.kind == StmtKind::Hole || s_.kind == StmtKind::Invoke || s_.kind == StmtKind::Abort ||
                     s_.kind == StmtKind::Assume;
    if (!own && !s_.text.empty()) out_ += "[text " + quote_string(s_.text) + "] ";
}

void StmtPrinter::arguments(const std::vector<ExprId>& args) {
    out_ += '(';
    for (std::size_t i = 0; i < args.size(); ++i) {
        if (i != 0) out_ += ", ";
        if (!args[i].valid()) {
            out_ += "detail";
            continue;
        }
        const std::size_t from = out_.size();
        exprs_.print(args[i]);
        if (out_.compare(from, std::string::npos, "detail") == 0) out_.replace(from, std::string::npos, "(detail)");
    }
    out_ += ')';
}

void StmtPrinter::call() {
    if (s_.lhs.valid()) {
        exprs_.print(s_.lhs);
        out_ += " = ";
    }
    if (s_.proc.valid()) {
        out_ += quote_name(program_[s_.proc].name);
    } else {
        out_ += "(*";
        ExprPrinter inner = exprs_;
        const std::size_t from = out_.size();
        inner.print(s_.callee);
        const ExprKind kind = program_[s_.callee].kind;
        const bool plain = kind == ExprKind::Local || kind == ExprKind::Global || kind == ExprKind::Field ||
                           kind == ExprKind::Index;
        if (!plain) {
            out_.insert(from, "(");
            out_ += ')';
        }
        out_ += ')';
    }
    arguments(s_.args);
    unwind();
}

void StmtPrinter::invoke() {
    if (s_.lhs.valid()) {
        exprs_.print(s_.lhs);
        out_ += " = ";
    }
    out_ += "invoke " + quote_name(s_.text);
    arguments(s_.args);
    if (s_.proc.valid()) {
        out_ += " before " + quote_name(program_[s_.proc].name);
        arguments(s_.before_args);
    }
    unwind();
}

void StmtPrinter::branch() {
    out_ += "if (";
    exprs_.print(s_.rhs);
    out_ += ")" + place_ + " goto " + label(s_.targets[0]) + "; else goto " + label(s_.targets[1]);
}

void StmtPrinter::switch_() {
    out_ += "switch (";
    exprs_.print(s_.rhs);
    out_ += ")" + place_ + " {";
    const TypeId type = program_[s_.rhs].type;
    auto value = [&](std::uint64_t bits) {
        if (bits <= INT32_MAX && !(program_.types.is_signed(type) && bits >> (program_.types.bits_of(type) - 1) != 0)) {
            out_ += std::to_string(bits);
        } else {
            exprs_.constant(type, bits);
        }
    };
    for (const SwitchCase& c : s_.cases) {
        out_ += " case ";
        value(c.low);
        if (c.high != c.low) {
            out_ += " .. ";
            value(c.high);
        }
        out_ += ": goto " + label(c.target) + ";";
    }
    out_ += " default: goto " + label(s_.targets[0]) + "; }";
}

void StmtPrinter::choose() {
    out_ += "choose" + place_ + " goto ";
    for (std::size_t i = 0; i < s_.targets.size(); ++i) out_ += (i != 0 ? ", " : "") + label(s_.targets[i]);
}

void StmtPrinter::assume() {
    out_ += "assume ";
    if (s_.stated) out_ += "stated ";
    if (s_.stated || !s_.text.empty()) out_ += quote_string(s_.text) + " ";
    exprs_.print(s_.rhs);
}

void StmtPrinter::print() {
    attributes();
    switch (s_.kind) {
        case StmtKind::Nop: break;
        case StmtKind::Assign:
            exprs_.print(s_.lhs);
            out_ += " = ";
            exprs_.print(s_.rhs);
            break;
        case StmtKind::Call: call(); break;
        case StmtKind::Branch: return branch();
        case StmtKind::Switch: return switch_();
        case StmtKind::Choose: return choose();
        case StmtKind::Goto: out_ += "goto " + label(s_.targets[0]); break;
        case StmtKind::Return: simple("return"); break;
        case StmtKind::Havoc:
            out_ += "havoc ";
            exprs_.print(s_.lhs);
            break;
        case StmtKind::Assume: assume(); break;
        case StmtKind::Alloc:
            out_ += "alloc ";
            exprs_.print(s_.lhs);
            out_ += ", ";
            exprs_.print(s_.rhs);
            break;
        case StmtKind::Raise:
            simple("raise");
            unwind();
            break;
        case StmtKind::Invoke: invoke(); break;
        case StmtKind::Abort: out_ += "abort " + quote_string(s_.text); break;
        case StmtKind::Hole: out_ += "hole " + quote_string(s_.text); break;
    }
    out_ += place_;
}

}  // namespace

void print_stmt_to(std::string& out, const Program& program, const std::vector<std::string>& locals, const Stmt& s,
                   const std::string& place) {
    StmtPrinter(out, program, locals, s, place).print();
}

std::string print_stmt(const Program& program, const Proc& proc, const Stmt& stmt) {
    std::string out;
    print_stmt_to(out, program, local_names(program, proc), stmt, "");
    return out;
}

}  // namespace sdvlite::ir
