// The driver IR as text. One declaration is parsed at a time (frontend/dir/tokens.hpp cuts the file),
// so that memory follows the largest declaration and a syntax error stays in its own. Operators
// are read as a flat list and sorted by precedence afterwards: no depth on long chains. Words with a
// meaning in one place only (size, align, unwind, before, ...) are plain names here.
// SPDX-License-Identifier: Apache-2.0
grammar DriverIr;

// Made by frontend/dir from other tokens: an ID that a typedef declared; an `else` with the `if` behind it, as a chain
// of those must not nest.
tokens { TYPE_NAME, ELSE_IF }

declaration : item EOF ;

item
    : ';'                                                                               # emptyItem
    | ID name? STRING? ';'                                                              # settingItem
    | attributes recordKind name recordOption* ('{' member* '}')? ';'                   # recordItem
    | TYPEDEF type declarator ';'                                                       # typedefItem
    | CONST name '=' expression ';'                                                     # constItem
    | attributes linkage* GLOBAL type declarator place? ('=' initialiser)? ';'          # globalItem
    | attributes linkage* type name '(' parameters? ')' place* (';' | block place?)     # procItem
    ;

linkage : STATIC | EXTERN | CONST ;

attributes : ('[' attribute (',' attribute)* ']')* ;
attribute : attributeName attributeValue* ;
attributeName : name | STATIC | HOLE ;
attributeValue : name | STRING | NUMBER | place ;

// Where something stands in the source: @[f3 12:5-12:30], @[f3 12:5], @[f3], @[]
place : '@' '[' name? (placePoint ('-' placePoint)?)? ']' ;
placePoint : NUMBER ':' NUMBER ;

recordKind : STRUCT | UNION ;
recordOption : ID NUMBER? ;
member
    : recordKind recordOption* '{' member* '}' declarator? memberOffset? ';'            # recordMember
    | type declarator? (':' NUMBER)? memberOffset? ';'                                  # plainMember
    ;
memberOffset : '@' NUMBER ('.' NUMBER)? ;

type : baseType typeSuffix* ;
baseType
    : VOID | INT_TYPE | FLOAT_TYPE | recordKind name | FN type '(' typeList? ')' | TYPE_NAME | ID ;
typeSuffix : '*' | '[' expression? ']' ;
typeList : '...' | type (',' type)* (',' '...')? ;
declarator : name dimension* ;
dimension : '[' expression? ']' ;

// A type in a cast: here an unknown ID can't be a type, for (x) - 1 must be a subtraction.
castType : castBase typeSuffix* ;
castBase : VOID | INT_TYPE | FLOAT_TYPE | recordKind name | FN type '(' typeList? ')' | TYPE_NAME ;

parameters : '...' | parameter (',' parameter)* (',' '...')? ;
parameter : attributes type declarator? place? ;

initialiser : expression | '{' (initItem (',' initItem)* ','?)? '}' ;
initItem : (initTarget '=')? initialiser ;
initTarget : designator+ | '@' NUMBER ('.' NUMBER ':' NUMBER)? ;
designator : '.' name | '.' '#' NUMBER | '.'? '[' expression ']' ;

block : '{' statement* label* '}' ;
label : name ':' ;

statement : label* attributes action ;
action
    : block                                                                             # blockAction
    | place? ';'                                                                        # emptyAction
    | type declarator place? ('=' expression unwind?)? ';'                              # localAction
    | unary (assignOp expression)? unwind? place? ';'                                   # expressionAction
    | unary stepOp place? ';'                                                           # stepAction
    | (unary '=')? INVOKE name '(' arguments? ')' (ID name '(' arguments? ')')? unwind? place? ';'   # invokeAction
    | IF '(' condition ')' place? statement (ELSE_IF '(' condition ')' place? statement)* (ELSE statement)?   # ifAction
    | WHILE '(' condition ')' place? statement                                          # whileAction
    | DO statement WHILE '(' condition ')' place? ';'                                   # doAction
    | SWITCH '(' expression ')' place? '{' switchItem* '}'                              # switchAction
    | CHOOSE place? block (OR block)*                                                   # chooseAction
    | CHOOSE place? GOTO name (',' name)* ';'                                           # chooseGotoAction
    | GOTO name place? ';'                                                              # gotoAction
    | BREAK place? ';'                                                                  # breakAction
    | CONTINUE place? ';'                                                               # continueAction
    | RETURN expression? place? ';'                                                     # returnAction
    | HAVOC unary place? ';'                                                            # havocAction
    | ASSUME ID? STRING? expression place? ';'                                          # assumeAction
    | ALLOC unary ',' expression place? ';'                                             # allocAction
    | RAISE expression unwind? place? ';'                                               # raiseAction
    | HOLE STRING place? ';'                                                            # holeAction
    | ABORT STRING place? ';'                                                           # abortAction
    ;
unwind : ID name ;
condition : '*' | expression ;
switchItem : CASE caseRange (',' caseRange)* ':' | DEFAULT ':' | statement ;
caseRange : expression ('..' expression)? ;

assignOp : '=' | '+=' | '-=' | '*=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' ;
stepOp : '++' | '--' ;

expression : unary (binaryOp unary)* ;
binaryOp
    : '*' | '/' | '%' | '+' | '-' | '<<' | '>>' | '<' | '<=' | '>' | '>=' | '==' | '!='
    | '&' | '^' | '|' | '&&' | '||'
    ;
unary : prefixOp* postfix ;
prefixOp : '-' | '~' | '!' | '&' | '*' | '(' castType ')' ;
postfix : primary postfixOp* ;
postfixOp
    : '[' expression ']'
    | ('.' | '->') (name | '#' NUMBER)
    | '(' arguments? ')'
    ;
primary
    : NUMBER
    | CHARACTER
    | FLOAT_BITS
    | NULL_
    | name
    | '(' expression ')'
    | EXACT '(' expression ')'
    | SIZEOF '(' type ')'
    | OFFSETOF '(' type ',' offsetPath ')'
    ;
offsetPath : (name | '#' NUMBER) postfixOp* ;
arguments : expression (',' expression)* ;

name : ID | TYPE_NAME | QUOTED_NAME ;

VOID : 'void' ;
INT_TYPE : [iu] ('8' | '16' | '32' | '64') ;
FLOAT_TYPE : 'float' ('32' | '64' | '80') ;
STRUCT : 'struct' ;
UNION : 'union' ;
FN : 'fn' ;
TYPEDEF : 'typedef' ;
CONST : 'const' ;
GLOBAL : 'global' ;
STATIC : 'static' ;
EXTERN : 'extern' ;
IF : 'if' ;
ELSE : 'else' ;
WHILE : 'while' ;
DO : 'do' ;
SWITCH : 'switch' ;
CASE : 'case' ;
DEFAULT : 'default' ;
CHOOSE : 'choose' ;
OR : 'or' ;
GOTO : 'goto' ;
BREAK : 'break' ;
CONTINUE : 'continue' ;
RETURN : 'return' ;
HAVOC : 'havoc' ;
ASSUME : 'assume' ;
ALLOC : 'alloc' ;
RAISE : 'raise' ;
HOLE : 'hole' ;
ABORT : 'abort' ;
INVOKE : 'invoke' ;
EXACT : 'exact' ;
SIZEOF : 'sizeof' ;
OFFSETOF : 'offsetof' ;
NULL_ : 'NULL' ;

LPAREN : '(' ;
RPAREN : ')' ;
LBRACE : '{' ;
RBRACE : '}' ;
LBRACKET : '[' ;
RBRACKET : ']' ;
SEMI : ';' ;
AT : '@' ;
EQUALS : '=' ;

ID : [A-Za-z_$] [A-Za-z0-9_$]* ;
// Any other name that a compiler made up, `Foo@b.c`.
QUOTED_NAME : '`' (ESCAPE | ~[`\\\r\n])+ '`' ;
// Looked at closer by frontend/dir, for better messages: 12, 0x10u8, 3i64.
NUMBER : [0-9] [0-9A-Za-z_]* ;
FLOAT_BITS : 'float' ('32' | '64' | '80') '\'' [0-9]+ '\'' ;
CHARACTER : '\'' (ESCAPE | ~['\\\r\n]) '\'' ;
STRING : '"' (ESCAPE | ~["\\\r\n])* '"' ;
fragment ESCAPE : '\\' ~[\r\n] ;

SPACE : [ \t\r\n\f\uFEFF]+ -> skip ;
LINE_COMMENT : '//' ~[\r\n]* -> skip ;
COMMENT : '/*' .*? '*/' -> skip ;

// What starts like one of the above and does not end; anything else.
OPEN_COMMENT : '/*' ;
OPEN_STRING : '"' ;
OPEN_CHARACTER : '\'' ;
OPEN_NAME : '`' ;
UNKNOWN_CHARACTER : . ;
