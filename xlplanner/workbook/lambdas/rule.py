"""The calling rule as formulas: how a cell is read, by what its argument accepts.

The same as `functions.calling` and what it uses, for a host that has formulas alone. Errors are
those of the statuses: #VALUE!, #NUM!, #N/A, or the one that an argument holds.
"""

from __future__ import annotations

from xlplanner.expressions.let import operation_helpers

# Of a text that is read as a number; longer ones are none.
LONGEST_NUMBER = 400


def _one_line(definition: str) -> str:
    """A definition without the breaks and spaces that lay it out here."""
    return "".join(line.strip() for line in definition.splitlines())


READING = {
    # One for a single value, and for the empty text of an argument that is left out.
    "xlp_rows": "LAMBDA(m_,IFERROR(ROWS(m_),1))",
    "xlp_columns": "LAMBDA(m_,IFERROR(COLUMNS(m_),1))",
    "xlp_is_one": "LAMBDA(m_,xlp_rows(m_)*xlp_columns(m_)=1)",
    # A cell of an argument for the row and column of an answer; one cell stands for all.
    "xlp_at": """LAMBDA(m_,i_,j_,
        IF(xlp_is_one(m_),
            IF(ISERROR(INDEX(m_,1,1)),m_,INDEX(m_,1,1)),
            INDEX(m_,MIN(i_,xlp_rows(m_)),MIN(j_,xlp_columns(m_)))))""",
    # Whether rows and columns of arguments go together: each 1, or as many as the most.
    "xlp_fit": """LAMBDA(sizes_,SUMPRODUCT((sizes_-1)*(MAX(sizes_)-sizes_))=0)""",
    # The first error of a row, or 0.
    "xlp_error": """LAMBDA(cells_,LET(
        bad_,MAP(cells_,LAMBDA(q_,ISERROR(q_))),
        IF(OR(bad_),INDEX(cells_,1,XMATCH(TRUE,bad_)),0)))""",
    # The first error of a range, row by row, or 0.
    "xlp_passed": """LAMBDA(cells_,LET(
        line_,TOCOL(cells_),
        bad_,MAP(line_,LAMBDA(q_,ISERROR(q_))),
        IF(OR(bad_),INDEX(line_,XMATCH(TRUE,bad_)),0)))""",
    "xlp_trim": """LAMBDA(t_,TRIM(SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(t_,
        UNICHAR(160)," "),UNICHAR(9)," "),UNICHAR(10)," "),UNICHAR(13)," ")))""",
    "xlp_blank": """LAMBDA(x_,IF(ISERROR(x_),FALSE,IF(ISTEXT(x_),xlp_trim(x_)="",x_="")))""",
    "xlp_is_digits": """LAMBDA(t_,
        SUM(MAP(SEQUENCE(MAX(1,LEN(t_))),LAMBDA(k_,
            IF(ISNUMBER(FIND(MID(t_,k_,1),"0123456789")),1,0))))=LEN(t_))""",
    "xlp_is_word": """LAMBDA(c_,
        IF(c_="",FALSE,OR(NOT(EXACT(UPPER(c_),LOWER(c_))),c_="_",xlp_is_digits(c_))))""",
    # Digits, or digits in groups of three with commas between.
    "xlp_is_whole": """LAMBDA(t_,LET(
        commas_,LEN(t_)-LEN(SUBSTITUTE(t_,",","")),
        first_,LEN(t_)-4*commas_,
        IF(commas_=0,xlp_is_digits(t_),
            IF(OR(first_<1,first_>3),FALSE,
                IF(LEFT(t_,1)="0",FALSE,IF(SUM(MAP(SEQUENCE(commas_),LAMBDA(k_,
                    IF(MID(t_,LEN(t_)+1-4*k_,1)=",",1,0))))=commas_,
                    xlp_is_digits(SUBSTITUTE(t_,",","")),FALSE))))))""",
    # The number that digits with a point, of a power of ten, are. A comma before three digits is
    # of thousands, unless more follows, and any other begins the decimals.
    "xlp_decimal": """LAMBDA(t_,power_,more_,LET(
        signed_,OR(LEFT(t_,1)="-",LEFT(t_,1)="+"),
        v_,IF(signed_,MID(t_,2,LEN(t_)),t_),
        comma_,AND(LEN(SUBSTITUTE(v_,",",""))=LEN(v_)-1,ISERROR(FIND(".",v_))),
        three_,LEFT(RIGHT("000"&v_,4),1)=",",
        u_,IF(AND(comma_,OR(NOT(three_),more_)),SUBSTITUTE(v_,",",IF(three_,"?",".")),v_),
        point_,FIND(".",u_&"."),
        whole_,LEFT(u_,point_-1),
        rest_,MID(u_,point_+1,LEN(u_)),
        fine_,IF(whole_="",xlp_is_digits(rest_),
            IF(xlp_is_whole(whole_),IF(rest_="",TRUE,xlp_is_digits(rest_)),FALSE)),
        IF(fine_,
            IFERROR(NUMBERVALUE(IF(LEFT(t_,1)="-","-","")&IF(whole_="","0",SUBSTITUTE(whole_,",",""))
                &"."&IF(rest_="","0",rest_)&"E"&power_,".",","),
                IF(power_<0,0,IF(LEFT(t_,1)="-",-1E+307,1E+307))),
            #VALUE!)))""",
    # The number that a text such as 70B, 1.5e12, $1.50 or 50% is.
    "xlp_read": f"""LAMBDA(t_,LET(
        all_,UPPER(t_),
        u_,IF(LEFT(all_,1)="$",TRIM(MID(all_,2,LEN(all_))),all_),
        letter_,IF(AND(RIGHT(u_,1)="N",LEN(u_)>1),MID(u_,LEN(u_)-1,1),RIGHT(u_,1)),
        long_,IF(RIGHT(u_,1)="N",2,1),
        power_,IF(letter_="",0,IF(ISNUMBER(FIND(letter_,IF(long_=2,"MBT","KMBT%"))),
            INDEX({{3,6,9,12,-2}},1,FIND(letter_,"KMBT%")),0)),
        e_,IFERROR(FIND("E",u_),0),
        tail_,MID(u_,e_+1,LEN(u_)),
        exponent_,IF(OR(LEFT(tail_,1)="-",LEFT(tail_,1)="+"),MID(tail_,2,LEN(tail_)),tail_),
        IF(OR(u_="",LEN(t_)>{LONGEST_NUMBER}),#VALUE!,
            IF(power_<>0,xlp_decimal(TRIM(LEFT(u_,LEN(u_)-long_)),power_,TRUE),
                IF(e_=0,xlp_decimal(u_,0,FALSE),
                    IF(xlp_is_digits(exponent_),
                        xlp_decimal(LEFT(u_,e_-1),
                            MAX(-999,MIN(999,NUMBERVALUE(tail_,".",","))),TRUE),
                        #VALUE!))))))""",
    "xlp_number": """LAMBDA(x_,
        IF(ISERROR(x_),x_,IF(ISNUMBER(x_),x_,IF(ISTEXT(x_),xlp_read(xlp_trim(x_)),#VALUE!))))""",
    # A quotient, as some programs take 0 and 1E-30 for equal.
    "xlp_within": """LAMBDA(x_,low_,high_,
        IF(ISERROR(x_),x_,IF(AND(
            IF(low_<0,x_>=low_,IFERROR(x_/low_>=1,x_>=0)),x_<=high_),x_,#NUM!)))""",
    "xlp_above": """LAMBDA(x_,low_,high_,
        IF(ISERROR(x_),x_,IF(AND(x_>low_,x_<=high_),x_,#NUM!)))""",
    # A loss; less than nothing for the size of a Chinchilla model, as in "like 30B".
    "xlp_loss": """LAMBDA(x_,low_,high_,least_,most_,LET(
        t_,IF(ISTEXT(x_),xlp_trim(x_),""),
        next_,MID(t_,5,1),
        like_,AND(LOWER(SUBSTITUTE(LEFT(t_,4),"I","i"))="like",NOT(xlp_is_word(next_))),
        IF(like_,
            -xlp_within(xlp_number(MID(t_,5,LEN(t_))),least_,most_),
            xlp_above(xlp_number(x_),low_,high_))))""",
    # A name without case, spaces, punctuation or a unit in brackets; 80GB is 80g. In Turkish,
    # LOWER makes another letter of I.
    "xlp_key": """LAMBDA(t_,LET(
        u_,LOWER(SUBSTITUTE(LEFT(t_,200),"I","i")),
        from_,IFERROR(FIND("[",u_),0),
        to_,IF(from_=0,0,IFERROR(FIND("]",u_,from_),0)),
        v_,SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(xlp_trim(
            IF(to_=0,u_,REPLACE(u_,from_,to_-from_+1,"")))
            ," ",""),"_",""),"-",""),":",""),".",""),
        IF(ISERROR(FIND("gb",v_)),v_,REDUCE("",SEQUENCE(LEN(v_)),LAMBDA(s_,k_,
            s_&IF(k_<3,MID(v_,k_,1),IF(AND(MID(v_,k_-1,2)="gb",xlp_is_digits(MID(v_,k_-2,1)),
                NOT(xlp_is_word(MID(v_,k_+1,1)))),"",MID(v_,k_,1))))))))""",
    # Where a name stands among keys: #N/A for a text that is not known, #VALUE! for what is no text
    # and no whole number that is an alias, as 4090 of a GPU.
    "xlp_named": """LAMBDA(x_,keys_,
        IF(ISERROR(x_),x_,LET(
            k_,INDEX(keys_,XMATCH(xlp_key(x_&""),INDEX(keys_,0,1)),2),
            IF(ISTEXT(x_),k_,
                IF(ISNUMBER(x_),IF(AND(x_>=0,x_=INT(x_)),IFERROR(k_,#VALUE!),#VALUE!),
                    #VALUE!)))))""",
    "xlp_choice": """LAMBDA(x_,keys_,
        IF(ISERROR(x_),x_,IFERROR(XMATCH(xlp_key(x_&""),keys_),#VALUE!)))""",
    # Whether a text is a year, a month or a day, as 2023, 2023-05 or 2023-05-17.
    "xlp_is_date": """LAMBDA(t_,LET(
        size_,LEN(t_),
        bare_,SUBSTITUTE(t_,"-",""),
        IF(AND(OR(size_=4,size_=7,size_=10),LEN(bare_)=size_-(size_-4)/3),
            AND(xlp_is_digits(bare_),
                OR(size_=4,MID(t_,5,1)="-"),OR(size_<10,MID(t_,8,1)="-")),FALSE)))""",
    # A day as its number, from such a text, a year or a date; of a month its first or last.
    "xlp_day": """LAMBDA(x_,last_,LET(
        u_,IF(ISTEXT(x_),xlp_trim(x_),""),
        n_,IF(xlp_is_date(u_),0,xlp_number(x_)),
        t_,IF(xlp_is_date(u_),u_,IF(ISERROR(n_),"",
            IF(AND(n_=INT(n_),n_>=2000,n_<=2099),n_&"",""))),
        year_,IF(t_="",2000,--LEFT(t_,4)),
        month_,IF(LEN(t_)>4,--MID(t_,6,2),1),
        day_,IF(LEN(t_)>7,--MID(t_,9,2),1),
        from_,DATE(MAX(year_,1904),month_,day_),
        to_,IF(LEN(t_)>7,from_,IF(LEN(t_)>4,DATE(MAX(year_,1904),month_+1,1)-1,
            DATE(MAX(year_,1904),12,31))),
        IF(ISERROR(n_),n_,
            IF(t_="",IF(AND(n_>=36526,n_<73051),INT(n_),#NUM!),
                IF(OR(year_=0,MONTH(from_)<>month_,DAY(from_)<>day_),#VALUE!,
                    IF(OR(year_<2000,year_>2099),#NUM!,IF(last_,to_,from_)))))))""",
}


def helpers() -> dict[str, str]:
    """The shared names of the rule, by name."""
    return {**operation_helpers(), **{name: _one_line(text) for name, text in READING.items()}}
